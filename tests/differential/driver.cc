// Evaluates many small policies in one process, for generate.py.
//
// Each line of standard input is a request, each line of standard output its answer:
//   {"model": MODEL, "tables": TABLES}   -> {"cells": {...}}
// TABLES is as for oracle.py; cells are by column of the model, for every evaluator:
//   {"row": {"12": ["1.5", {"fault": ["missing", entity, row, field]}, ...]}, "column": {...}}
// An internal failure is {"failure": "..."}.

#include <iostream>
#include <map>
#include <string>

#include "evaluators.h"
#include "model_reader.h"

namespace remit::differential {
namespace {

using nlohmann::json;

json answer(const json& request) {
  const check::Model model = read_model(request.at("model"));
  json reply;
  evaluate(model, request.at("tables"), reply);
  return reply;
}

}  // namespace
}  // namespace remit::differential

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    nlohmann::json reply;
    try {
      reply = remit::differential::answer(nlohmann::json::parse(line));
    } catch (const std::exception& error) {
      reply = {{"failure", error.what()}};
    }
    std::cout << reply.dump() << std::endl;
  }
  return 0;
}
