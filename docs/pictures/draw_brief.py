"""Draw docs/pictures/brief.png, the first page of the brief of an example.

.venv/bin/python docs/pictures/draw_brief.py
"""

from pathlib import Path

from paraph.briefing import compose_brief
from paraph.briefing.pdf import render_first_page
from paraph.files import write_bytes
from paraph.usecases import read, study

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "hanoi-2019"

if __name__ == "__main__":
    brief = compose_brief(study(read(EXAMPLE)))
    write_bytes(HERE / "brief.png", render_first_page(brief))
