"""``python -m waterbed`` is the same as ``waterbed``."""

import signal


def main() -> None:
    """Run the command line; exit 0 done, 1 the data or a file failed, 2 wrong usage, 130 stopped by Ctrl-C."""
    # Until a verb runs there is nothing to clear up, and nobody to catch an interrupt: it ends the process at once.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from waterbed.output.cli.app import run

    run()


if __name__ == "__main__":
    main()
