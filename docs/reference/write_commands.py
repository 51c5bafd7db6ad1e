"""Print the reference of all commands from their own help; `make docs` puts it in its place."""

from paraph.cli import app


def render_commands() -> str:
    """Return the reference page of all commands, as Markdown."""
    page = app.generate_docs(output_format="markdown", recursive=True)
    exits = (
        "Every command that answers a question takes `--json`, for scripts, and `--as-of DATE`.\n\n"
        "Exit codes: 0, done; 1, no honest answer is possible; 2, what was given can't be used, "
        "and the message says how to mend it; 130, stopped with Ctrl-C.\n\n"
    )
    return page.replace("## Table of Contents", exits + "## Table of Contents", 1).strip() + "\n"


if __name__ == "__main__":
    print(render_commands(), end="")
