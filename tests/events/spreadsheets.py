"""Reading a table as a spreadsheet does."""

import csv
import io


def read(response) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))
