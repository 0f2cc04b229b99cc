"""Two quotations of one currency and day: the error names both, whatever the key of the table is."""

POLICY = """policy rates "Rates" {
  currency CNY
  entity quotation { key id : text  currency : currency of { USD, HKD }  day : date  cny : number to 0.01 }
  rate to CNY from quotation by currency, day value cny per 100 fallback latest earlier
  entity transfer { key id : text  currency : currency of { CNY, USD }  amount : money in currency  arrived : date }
  define yuan for transfer = round(amount in CNY on arrived, to 0.01, half_up)
}
"""


def test_both_quotations_are_named(desk):
    desk.write("rates.remit", POLICY)
    desk.write("d/quotation.csv", "id,currency,day,cny\nq1,USD,2010-03-01,682\nq2,USD,2010-03-01,683\nq3,HKD,2010-03-01,88\n")
    desk.write("d/transfer.csv", "id,currency,amount,arrived\nt1,USD,100,2010-03-02\nt2,CNY,5,2010-03-02\n")
    outcome = desk.remit("run", "rates.remit", "--data", "d")
    assert "several rows match equally well" in outcome.err + outcome.out, outcome
    assert "q1" in outcome.err + outcome.out and "q2" in outcome.err + outcome.out, outcome
    explained = desk.remit("explain", "rates.remit", "--data", "d", "transfer", "t1", "yuan")
    assert "q1" in explained.out and "q2" in explained.out and "No row was found" not in explained.out, explained
