"""What an operator sees of a server: numbers (`metrics`), a line for each request (`logs`), steps of an answer (`tracing`).

None of it holds a name, an id of an entity, a query string or a body. Start at `observed`, which sees every request.
"""
