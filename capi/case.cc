#include <string_view>
#include <utility>

#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::capi::answered;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

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

remit_status remit_case_needs(const remit_case* one_case, const char* column, size_t size,
                              const char* const* answered_paths, const size_t* sizes, size_t count,
                              const size_t* open, size_t open_count, remit_string** needs,
                              remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(needs, "needs");
    const remit::Case& by = require(one_case, "one_case").value;
    remit::NeedsOptions options;
    for (const std::string_view path :
         remit::capi::text_arguments(answered_paths, sizes, count, "answered"))
      options.answered.emplace_back(path);
    if (open == nullptr && open_count > 0)
      fail(remit::StatusCode::invalid_argument, text::api_null, {"open"});
    options.open.assign(open, open + open_count);
    to = new remit_string(to_json(value_of(
        by.needs(remit::capi::text_argument(column, size, "column"), std::move(options)))));
  });
}

}  // extern "C"
