"""The entry point of ``followup`` and of ``python -m followup_tui``."""

import gc
import sys


def main() -> int:
    """Runs the command line on this process's arguments and gives its exit code."""
    # Looking for garbage while modules are imported finds none and costs 20 of 300 ms; the app turns it on again when
    # its file is read, and a verb is over before it would matter.
    gc.disable()
    from followup_tui.cli.program import run  # 60 ms with click: not paid by those who only import this module

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
