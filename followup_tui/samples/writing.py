"""A network as a file, written straight in the layout that the store keeps: for samples, tests and benchmarks.

The store is for changing a person's file safely; this makes a new file of 330,000 records in seconds, without locks,
history or fsync, and is therefore never used on one.
"""

from collections.abc import Iterable
from pathlib import Path

from followup_tui.model.codec import encode
from followup_tui.model.records import TABLES, Record

_META = b'{\n"_meta":{\n"1":{"schema":1,"rev":1}'


def write_network(path: Path, records: Iterable[Record]) -> int:
    """Writes a new file (mode 0600) with these records and gives their number. They may come in any order.

    Raises:
        FileExistsError: there is a file already; nothing is overwritten.
        OSError: the file cannot be written.
    """
    rows: dict[str, dict[int, bytes]] = {table: {} for table in TABLES}
    for record in records:
        rows[record.table][record.id] = encode(record)
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        file.write(_META)
        for table in TABLES:
            file.write(b'\n},\n"%b":{' % table.encode())
            lines = b",\n".join(b'"%d":%b' % row for row in sorted(rows[table].items()))
            if lines:
                file.write(b"\n" + lines)
        file.write(b"\n}\n}\n")
    return sum(map(len, rows.values()))
