"""The HTTP API: a translation of the workspace into requests and answers.

`yente/` answers as yente 5 does, so that its clients work unchanged; `v1/` is tizim's own. Routes take and give values and
run the synchronous core on a bounded pool (`desk`). Who asks is determined in one place (`caller`). Start at `app.make_app`.
"""
