# The words of results.
