"""The entry point of ``followup`` and of ``python -m followup_tui``."""

import sys


def main() -> int:
    """Runs the command line on this process's arguments and gives its exit code."""
    from followup_tui.cli.program import run  # 60 ms with click: not paid by those who only import this module

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
