print("rassegna")
