#include <iostream>

#include "remit/remit.h"

int main() {
  const char* const text = R"(
    policy bonus_rule {
      currency CNY
      rounding half_up to 0.01
      party treasury
      entity project { key id : text  revenue : money }
      reward bonus for project cite "1" { pay 20% * revenue cap 500_000 CNY from treasury }
    })";
  const auto policy = remit::compile({{"bonus.remit", text}});
  if (!policy) {
    std::cerr << policy.error().diagnostics().text(remit::Language::en);
    return 1;
  }
  const std::size_t project = *policy->find_entity("project");
  remit::Data data = policy->new_data();
  if (!data.add_row(project) || !data.set_text(project, 0, 0, "p1").ok() ||
      !data.set_text(project, 0, 1, "800000.05").ok())
    return 1;
  const auto results = policy->evaluate(data);
  if (!results) {
    std::cerr << results.error().message(remit::Language::en) << '\n';
    return 1;
  }
  const remit::Table ledger = results->ledger();
  std::cout << ledger.text(0, *ledger.find_column("amount")) << '\n';  // 160000.01
  return 0;
}
