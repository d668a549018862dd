"""Pages for people, of the same application as the HTTP API: made on the server, with no build step and nothing from elsewhere.

A page asks the workspace as a route of the API does: through the desk, as whoever is signed in, with the permission that its route
names. `pages` puts all of them together, `frame` is what a page knows and how it is shown, `forms` what comes back and is
checked; each other module is a page. htmx (static/htmx.min.js, 2.0.11, Zero-Clause BSD) exchanges parts of a page where it runs; where
it does not, everything works with whole pages. Start at `pages.install`.
"""
