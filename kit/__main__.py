"""``kit`` and ``python -m kit``: what they do first is to listen for Ctrl-C."""

from kit.interrupts import watch_signals

watch_signals()

from kit.cli import main  # noqa: E402 - importing it takes a while that Ctrl-C can fall into

if __name__ == "__main__":
    main()
