"""What is in this folder beside tests."""

# Its tests run with the package installed; test_third_party_layers.py sees to it.
collect_ignore = ["third_party_layer"]
