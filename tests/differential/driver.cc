// Evaluates many small policies in one process, for generate.py.
//
// Each line of standard input is a request, each line of standard output its answer:
//   {"model": MODEL, "tables": TABLES}   -> {"cells": {...}}
//   {"policy": TEXT, "tables": TABLES}   -> {"model": MODEL, "cells": {...}}
//                                           or {"diagnostics": [...]}
// With "shards": false the rows are not given in shards as well.
// TABLES is as for oracle.py; cells are by column of the model, for every evaluator:
//   {"row": {"12": ["1.5", {"fault": ["missing", entity, row, field]}, ...]}, "column": {...}}
// The columnar evaluator runs in several settings; its cells stand there only where they differ
// from the row evaluator's, with the columns concerned in "mismatches". An internal failure is
// {"failure": "..."}.

#include <iostream>
#include <map>
#include <string>

#include "base/strings.h"
#include "check/model_json.h"
#include "compile.h"
#include "evaluators.h"
#include "model_reader.h"

namespace remit::differential {
namespace {

using nlohmann::json;

std::string answer(const json& request) {
  check::Model model;
  json reply;
  std::string head;  // the model as it is written: most of the answer
  if (request.contains("policy")) {
    if (!compile(request.at("policy").get<std::string>(), model, reply)) return reply.dump();
    head = base::concat("\"model\": ", check::model_json(model), ", ");
  } else {
    model = read_model(request.at("model"));
  }
  evaluate(model, request.at("tables"), request.value("shards", true), reply);
  std::string text = reply.dump();
  return text.insert(1, head);
}

}  // namespace
}  // namespace remit::differential

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::string reply;
    try {
      reply = remit::differential::answer(nlohmann::json::parse(line));
    } catch (const std::exception& error) {
      reply = nlohmann::json{{"failure", error.what()}}.dump();
    }
    std::erase(reply, '\n');
    std::cout << reply << std::endl;
  }
  return 0;
}
