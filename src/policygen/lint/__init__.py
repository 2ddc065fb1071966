"""What is wrong with the library, with answers and with documents: rules, each of them a finding."""
