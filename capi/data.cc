#include "capi/guard.h"
#include "diagnostic/text/api.h"
#include "tools/test_table.h"

using remit::Data;
using remit::StatusCode;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::text_argument;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

extern "C" {

remit_status remit_data_new(const remit_policy* policy, remit_data** data, remit_error** error) {
  return guarded(error, [&] {
    remit_data*& to = out(data, "data");
    to = new remit_data(require(policy, "policy").value.new_data());
  });
}

remit_status remit_data_clone(const remit_data* data, remit_data** copy, remit_error** error) {
  return guarded(error, [&] {
    remit_data*& to = out(copy, "copy");
    to = new remit_data(Data(*require(data, "data").value));
  });
}

void remit_data_free(remit_data* data) {
  if (data != nullptr && data->mark == remit_data::kTag && data->own) delete data;
}

remit_status remit_data_add_row(remit_data* data, size_t entity, uint64_t* row,
                                remit_error** error) {
  return guarded(error, [&] {
    if (row != nullptr) *row = 0;
    const std::uint64_t added = value_of(require(data, "data").value->add_row(entity));
    if (row != nullptr) *row = added;
  });
}

uint64_t remit_data_row_count(const remit_data* data, size_t entity) {
  return remit::capi::answered<std::uint64_t>(
      0, [&] { return require(data, "data").value->row_count(entity); });
}

remit_status remit_data_clear(remit_data* data, size_t entity, remit_error** error) {
  return guarded(error, [&] { value_of(require(data, "data").value->clear(entity)); });
}

remit_status remit_data_set_text(remit_data* data, size_t entity, uint64_t row, size_t field,
                                 const char* text, size_t size, remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    value_of(to.set_text(entity, row, field, text_argument(text, size, "text")));
  });
}

remit_status remit_data_set_by_name(remit_data* data, const char* entity, uint64_t row,
                                    const char* field, const char* text, remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    const std::string_view entity_name = text_argument(entity, REMIT_NUL, "entity");
    const std::string_view field_name = text_argument(field, REMIT_NUL, "field");
    const auto entity_index = to.find_entity(entity_name);
    if (!entity_index) fail(StatusCode::not_found, text::api_no_entity, {entity_name});
    const auto field_index = to.find_field(*entity_index, field_name);
    if (!field_index) fail(StatusCode::not_found, text::api_no_field, {entity_name, field_name});
    value_of(to.set_text(*entity_index, row, *field_index, text_argument(text, REMIT_NUL, "text")));
  });
}

remit_status remit_data_set_int64(remit_data* data, size_t entity, uint64_t row, size_t field,
                                  int64_t coefficient, int32_t scale, remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    value_of(to.set_decimal(entity, row, field, remit::Decimal::from_int64(coefficient, scale)));
  });
}

remit_status remit_data_set_decimal(remit_data* data, size_t entity, uint64_t row, size_t field,
                                    int64_t high, uint64_t low, int32_t scale,
                                    remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    value_of(to.set_decimal(entity, row, field, remit::Decimal{high, low, scale}));
  });
}

remit_status remit_data_set_double(remit_data* data, size_t entity, uint64_t row, size_t field,
                                   double value, remit_error** error) {
  return guarded(
      error, [&] { value_of(require(data, "data").value->set_double(entity, row, field, value)); });
}

remit_status remit_data_set_unreadable(remit_data* data, size_t entity, uint64_t row, size_t field,
                                       const char* text, size_t size, remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    value_of(to.set_unreadable(entity, row, field, text_argument(text, size, "text")));
  });
}

remit_status remit_data_set_bool(remit_data* data, size_t entity, uint64_t row, size_t field,
                                 int32_t value, remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    if (value != 0 && value != 1) {
      fail(StatusCode::invalid_argument, text::api_bad_value, {"value", value});
    }
    value_of(to.set_bool(entity, row, field, value == 1));
  });
}

remit_status remit_data_set_date(remit_data* data, size_t entity, uint64_t row, size_t field,
                                 int32_t year, int32_t month, int32_t day, remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    value_of(to.set_date(entity, row, field, remit::Date{year, month, day}));
  });
}

remit_status remit_data_set_blank(remit_data* data, size_t entity, uint64_t row, size_t field,
                                  remit_error** error) {
  return guarded(error,
                 [&] { value_of(require(data, "data").value->set_blank(entity, row, field)); });
}

remit_status remit_data_set_arrow(remit_data* data, size_t entity, const struct ArrowSchema* schema,
                                  struct ArrowArray* array, remit_error** error) {
  // Whatever the outcome, the array is taken over.
  const remit_status status = guarded(error, [&] {
    if (schema == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"schema"});
    if (array == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"array"});
    value_of(require(data, "data").value->set_table_arrow(entity, schema, array));
  });
  if (array != nullptr && array->release != nullptr) array->release(array);
  return status;
}

remit_status remit_data_set_arrow_stream(remit_data* data, size_t entity,
                                         struct ArrowArrayStream* stream, remit_error** error) {
  const remit_status status = guarded(error, [&] {
    if (stream == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"stream"});
    value_of(require(data, "data").value->set_table_arrow(entity, stream));
  });
  if (stream != nullptr && stream->release != nullptr) stream->release(stream);
  return status;
}

remit_status remit_data_set_threads(remit_data* data, int32_t threads, remit_error** error) {
  return guarded(error, [&] {
    Data& to = *require(data, "data").value;
    if (threads < 0 || threads > remit::capi::kMostThreads) {
      fail(StatusCode::invalid_argument, text::api_bad_value, {"threads", threads});
    }
    to.set_threads(static_cast<std::uint32_t>(threads));
  });
}

remit_status remit_data_notes(const remit_data* data, remit_language language, remit_table** notes,
                              remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(notes, "notes");
    const Data& from = *require(data, "data").value;
    to = new remit_table(
        remit::tools::note_table(from.notes(remit::capi::language_argument(language))));
  });
}

}  // extern "C"
