"""What does this publisher's file say? One folder a publisher: `source.toml` (facts), `read.py` (bytes to records), `map.py`
(records to statements). Pure and streaming: no network, no database, no clock.

What every one of them knows:

`contract`  what a source and its formats are; start here, then read `un_sc`, the example to follow
`registry`  which sources there are
`release`   a publisher's files, whatever they were packed in
`xml`       XML elements to records           `rows`   rows of CSV and Excel to records
`reading`   a record whose fields are taken one by one, and the notes of what was met on the way
`counted`   records counted, each entry once
`draft`     an entry in the making: statements

`shared` holds what some mappers do alike, `ofac` what the lists of one publisher have in common. `table` and `ftm_json` are no
publisher's: any table through a mapping, and anything in FollowTheMoney's JSON.
"""
