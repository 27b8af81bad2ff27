"""How is a script run with the program's own environment? Brings it when needed: inside.py messages.py --check."""

import os
import sys
from pathlib import Path

import bootstrap


def main() -> int:
    """Bring the environment and hand over to the script."""
    bootstrap.environment()
    script = Path(__file__).with_name(sys.argv[1])
    os.execve(bootstrap.PYTHON, [str(bootstrap.PYTHON), str(script), *sys.argv[2:]], bootstrap.variables())


bootstrap.run_main(main)
