"""The archive: an append-only history in SQLite or PostgreSQL, in which nothing is ever changed.

`place` finds the archive that is named; `ledger` reads and appends, one transaction at a time;
`sql` holds every statement and the numbered migrations, `sqlite` and `postgres` what differs
between the two (`dialect` is what they promise), `shapes` takes the steps of a migration, `faults`
says what can go wrong, and `mounts` where SQLite must be careful. Above them `recording` takes in
what was sent, `finding` gives it back, `amending` takes back, renames and erases, `names` takes out
names of persons (`searching` looks for them in files), `retained` says what is kept for how long,
`deciding` records what the committee decides and what becomes of it, `decided` gives that back,
`quarantine` keeps refused files, `checking` walks the chain, and `moving` carries an archive
elsewhere, as `carried` reads it.
"""
