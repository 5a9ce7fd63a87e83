"""`python -m marsad.cli`."""

from marsad.cli import main

if __name__ == "__main__":
    main(prog_name="marsad")
