"""Sets a report with a typst that is warm: it runs and has its fonts. The report is another one each time, as a
report is: what it remembers of the one before must not do the work."""
import json
import pathlib
import sys
import tempfile

import typst

from warm import serve

report = json.load(open(sys.argv[1]))
place = pathlib.Path(tempfile.mkdtemp())
source = place / "report.typ"
SIGNS = str.maketrans({sign: "\\" + sign for sign in "\\#$*_`<>@[]~-=+/\"'"})
source.write_text("")
compiler = typst.Compiler(str(source), root=str(place), font_paths=[sys.argv[2]])


def said(text, number):
    return str(text).translate(SIGNS) + (f" {number}" if number else "")


def block_text(block, number):
    if "rows" not in block:
        if "heading" in block:
            return f"== {said(block['heading'], number)}\n"
        return said(block.get("paragraph", ""), number) + "\n"
    widths = ", ".join(f"{width}fr" for width in block["widths"])
    head = ", ".join(f"[{said(cell, 0)}]" for cell in block["head"])
    rows = ",\n".join(", ".join(f"[{said(cell, number)}]" for cell in row) for row in block["rows"])
    return f"#table(columns: ({widths}), table.header({head}),\n{rows})\n"


def write(number):
    text = '#set page(paper: "a4", flipped: true, numbering: "1")\n#set text(font: "Yingjian Sans", size: 9pt)\n'
    text += f"= {said(report['title'], number)}\n\n"
    source.write_text(text + "\n".join(block_text(block, number) for block in report["blocks"]))


def work(number):
    write(number + 1)
    compiler.compile(format="pdf")


serve(work)
