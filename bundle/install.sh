#!/bin/sh
# Find a Python that will do, and let it install: no network is needed.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
# The newest first that this folder has wheels for; the name alone may be an older one.
for name in python3.13 python3.12 python3.11 python3 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$name" "$here/install.py" "$@"
    fi
done
echo "没有找到 Python 3.11 以上的版本。" >&2
echo "请管理员先装好 python3.11（或 3.12、3.13），再运行一次 sh install.sh。" >&2
exit 1
