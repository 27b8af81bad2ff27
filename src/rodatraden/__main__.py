"""python -m rodatraden: the same as the command."""

from rodatraden.config.cli import main

main()
