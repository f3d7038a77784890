# Słowa wyników.
