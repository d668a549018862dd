"""Who may ask what, and which lists may they see? Users, keys, handling marks; nothing here knows HTTP.

Start at `store.Store`, which keeps them, and `state.State`, which is all of them at one moment and decides. `roles` is the table of
what each role may; `marks` who sees which list.
"""
