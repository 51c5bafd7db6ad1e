"""Print the reference of `paraph infer --json` from its models, for `make docs`."""

from typing import Any

from paraph.formats.expectations import expectations_schema

HEAD = """# What `paraph infer --json` prints

One object. Numbers stand under the ids of the issues and options that they are about, and those are
the ids of `case.yaml`. The same as a JSON Schema: `schema/infer.schema.json`, which `paraph schema`
writes. An interval holds the number with the probability `level`, which is 0.9.

```sh
paraph infer examples/hanoi-2019 --json | jq '.theirs[0].option_values.sanctions'
```

A package is an object of issue ids and option ids, `{"rent": "110", "term": "7"}`. Values of
options lie on one party's own scale within one issue, 1 its best and 0 its worst; the importance of
an issue is its share of all weight. The value of a package is the sum, over the issues, of
importance times value, and of what is stated of options that matter together.
"""


def render_page() -> str:
    """Return the reference page, as Markdown."""
    schema = expectations_schema()
    parts = [HEAD, _section("The whole", schema)]
    for name, model in _in_order(schema):
        parts.append(_section(_title(name), model))
    return "\n".join(parts).strip() + "\n"


def _in_order(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the models in the order in which they are first named, the outermost first."""
    names: list[str] = []
    queue = [schema]
    while queue:
        text = str(queue.pop(0)["properties"])
        found = [part.partition("'")[0] for part in text.split("#/$defs/")[1:]]
        new = [name for name in dict.fromkeys(found) if name not in names]
        names += new
        queue += [schema["$defs"][name] for name in new]
    return [(name, schema["$defs"][name]) for name in names]


def _section(title: str, model: dict[str, Any]) -> str:
    rows = [
        f"| `{key}` | {_form(value)} | {value['description']} |"
        for key, value in model["properties"].items()
    ]
    lead = f"## {title}\n\n{model['description']}\n"
    return "\n".join([lead, "| key | form | meaning |", "|---|---|---|", *rows, ""])


def _title(name: str) -> str:
    return f"`{name.removesuffix('Out').lower()}`"


def _form(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return _title(value["$ref"].rpartition("/")[2])
    if "enum" in value:
        return " or ".join(f"`{word}`" for word in value["enum"])
    if "anyOf" in value:
        return " or ".join(_form(each) for each in value["anyOf"])
    kind = value.get("format") or value.get("type", "any value")
    if kind == "array":
        return f"list of {_form(value['items'])}"
    if kind == "object" and isinstance(value.get("additionalProperties"), dict):
        return f"id: {_form(value['additionalProperties'])}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind)


if __name__ == "__main__":
    print(render_page(), end="")
