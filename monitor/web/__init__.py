"""What the server answers besides the pages: middleware and routes, on Starlette alone."""
