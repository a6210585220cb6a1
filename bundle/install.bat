@echo off
chcp 936 >nul
setlocal
rem 先用 Python 启动器按版本找，再找 PATH 里的；Windows 商店的占位程序什么也不做，过不了这一关。
for %%P in ("py -3.13" "py -3.12" "py -3.11" "python" "python3") do (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
        %%~P "%~dp0install.py" %*
        goto done
    )
)
echo 没有找到 Python 3.11 以上的版本。
echo 请先运行 Python 的安装包（python-3.12.x-amd64.exe，勾选 Add python.exe to PATH），再双击 install.bat。
:done
pause
