#include "capi/guard.h"

using remit::capi::answered;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;

extern "C" {

remit_status remit_case_new(const remit_policy* policy, const remit_data* data, size_t entity,
                            const remit_options* options, remit_case** one_case,
                            remit_error** error) {
  return guarded(error, [&] {
    remit_case*& to = out(one_case, "one_case");
    const remit::Policy& by = require(policy, "policy").value;
    const remit_data* from = remit::capi::accept(data, "data");
    const remit_options* how = remit::capi::accept(options, "options");
    const remit::RunOptions run = how != nullptr ? how->run : remit::RunOptions();
    to = new remit_case(value_of(from != nullptr ? by.new_case(*from->value, entity, run)
                                                 : by.new_case(by.new_data(), entity, run)));
  });
}

void remit_case_free(remit_case* one_case) {
  if (one_case != nullptr && one_case->mark == remit_case::kTag) delete one_case;
}

remit_data* remit_case_data(remit_case* one_case) {
  return answered<remit_data*>(nullptr, [&] { return &require(one_case, "one_case").data; });
}

remit_status remit_case_run(remit_case* one_case, remit_error** error) {
  return guarded(error, [&] { value_of(require(one_case, "one_case").value.run()); });
}

const remit_table* remit_case_table(const remit_case* one_case) {
  return answered<const remit_table*>(nullptr,
                                      [&] { return &require(one_case, "one_case").table; });
}

}  // extern "C"
