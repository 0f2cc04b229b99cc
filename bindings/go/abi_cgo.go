// Code generated from capi/remit.json by bindings/go/generate_abi.py; DO NOT EDIT.

//go:build remit_cgo

package remit

/*
#cgo pkg-config: remit
#include <remit.h>
static remit_progress to_remit_progress(uintptr_t function) { return (remit_progress)function; }
static remit_load_table to_remit_load_table(uintptr_t function) { return (remit_load_table)function; }
static remit_open_rows to_remit_open_rows(uintptr_t function) { return (remit_open_rows)function; }
static remit_take_batch to_remit_take_batch(uintptr_t function) { return (remit_take_batch)function; }
*/
import "C"

import "unsafe"

// bind lets every function call the library that the program is linked with.
func bind(uintptr) {
	remit_abi_version = func() uint32 {
		return uint32(C.remit_abi_version())
	}
	remit_version = func() unsafe.Pointer {
		return unsafe.Pointer(C.remit_version())
	}
	remit_build = func() unsafe.Pointer {
		return unsafe.Pointer(C.remit_build())
	}
	remit_status_name = func(status int32) unsafe.Pointer {
		return unsafe.Pointer(C.remit_status_name(C.remit_status(status)))
	}
	remit_string_data = func(string unsafe.Pointer, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_string_data((*C.remit_string)(unsafe.Pointer(string)), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_string_free = func(string unsafe.Pointer) {
		C.remit_string_free((*C.remit_string)(unsafe.Pointer(string)))
	}
	remit_error_status = func(error unsafe.Pointer) int32 {
		return int32(C.remit_error_status((*C.remit_error)(unsafe.Pointer(error))))
	}
	remit_error_message = func(error unsafe.Pointer, language int32, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_error_message((*C.remit_error)(unsafe.Pointer(error)), C.remit_language(language), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_error_diagnostics = func(error unsafe.Pointer) unsafe.Pointer {
		return unsafe.Pointer(C.remit_error_diagnostics((*C.remit_error)(unsafe.Pointer(error))))
	}
	remit_error_free = func(error unsafe.Pointer) {
		C.remit_error_free((*C.remit_error)(unsafe.Pointer(error)))
	}
	remit_diagnostics_count = func(diagnostics unsafe.Pointer) uintptr {
		return uintptr(C.remit_diagnostics_count((*C.remit_diagnostics)(unsafe.Pointer(diagnostics))))
	}
	remit_diagnostics_text = func(diagnostics unsafe.Pointer, index uintptr, which int32, language int32, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_diagnostics_text((*C.remit_diagnostics)(unsafe.Pointer(diagnostics)), C.size_t(index), C.remit_diagnostic_text(which), C.remit_language(language), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_diagnostics_number = func(diagnostics unsafe.Pointer, index uintptr, which int32) int64 {
		return int64(C.remit_diagnostics_number((*C.remit_diagnostics)(unsafe.Pointer(diagnostics)), C.size_t(index), C.remit_diagnostic_number(which)))
	}
	remit_diagnostics_render = func(diagnostics unsafe.Pointer, format int32, language int32, text *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_diagnostics_render((*C.remit_diagnostics)(unsafe.Pointer(diagnostics)), C.remit_format_kind(format), C.remit_language(language), (**C.remit_string)(unsafe.Pointer(text)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_options_new = func(options *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_options_new((**C.remit_options)(unsafe.Pointer(options)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_options_free = func(options unsafe.Pointer) {
		C.remit_options_free((*C.remit_options)(unsafe.Pointer(options)))
	}
	remit_options_set_int = func(options unsafe.Pointer, option int32, value int64, error *unsafe.Pointer) int32 {
		return int32(C.remit_options_set_int((*C.remit_options)(unsafe.Pointer(options)), C.remit_option(option), C.int64_t(value), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_options_get_int = func(options unsafe.Pointer, option int32, value *int64, error *unsafe.Pointer) int32 {
		return int32(C.remit_options_get_int((*C.remit_options)(unsafe.Pointer(options)), C.remit_option(option), (*C.int64_t)(unsafe.Pointer(value)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_options_set_profile = func(options unsafe.Pointer, profile int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_options_set_profile((*C.remit_options)(unsafe.Pointer(options)), C.remit_profile(profile), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_options_set_as_of = func(options unsafe.Pointer, year int32, month int32, day int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_options_set_as_of((*C.remit_options)(unsafe.Pointer(options)), C.int32_t(year), C.int32_t(month), C.int32_t(day), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_options_set_cancel = func(options unsafe.Pointer, cancel unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_options_set_cancel((*C.remit_options)(unsafe.Pointer(options)), (*C.remit_cancel)(unsafe.Pointer(cancel)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_options_set_progress = func(options unsafe.Pointer, progress uintptr, context unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_options_set_progress((*C.remit_options)(unsafe.Pointer(options)), C.to_remit_progress(C.uintptr_t(progress)), context, (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_cancel_new = func(cancel *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_cancel_new((**C.remit_cancel)(unsafe.Pointer(cancel)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_cancel_request = func(cancel unsafe.Pointer) {
		C.remit_cancel_request((*C.remit_cancel)(unsafe.Pointer(cancel)))
	}
	remit_cancel_reset = func(cancel unsafe.Pointer) {
		C.remit_cancel_reset((*C.remit_cancel)(unsafe.Pointer(cancel)))
	}
	remit_cancel_free = func(cancel unsafe.Pointer) {
		C.remit_cancel_free((*C.remit_cancel)(unsafe.Pointer(cancel)))
	}
	remit_compile = func(count uintptr, names *unsafe.Pointer, texts *unsafe.Pointer, sizes *uintptr, options unsafe.Pointer, policy *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_compile(C.size_t(count), (**C.char)(unsafe.Pointer(names)), (**C.char)(unsafe.Pointer(texts)), (*C.size_t)(unsafe.Pointer(sizes)), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_policy)(unsafe.Pointer(policy)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_free = func(policy unsafe.Pointer) {
		C.remit_policy_free((*C.remit_policy)(unsafe.Pointer(policy)))
	}
	remit_policy_text = func(policy unsafe.Pointer, which int32, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_policy_text((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_policy_text_kind(which), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_policy_diagnostics = func(policy unsafe.Pointer) unsafe.Pointer {
		return unsafe.Pointer(C.remit_policy_diagnostics((*C.remit_policy)(unsafe.Pointer(policy))))
	}
	remit_policy_count = func(policy unsafe.Pointer, list int32, entity uintptr, count *uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_count((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_list(list), C.size_t(entity), (*C.size_t)(unsafe.Pointer(count)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_find = func(policy unsafe.Pointer, list int32, entity uintptr, name *byte, size uintptr, index *uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_find((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_list(list), C.size_t(entity), (*C.char)(unsafe.Pointer(name)), C.size_t(size), (*C.size_t)(unsafe.Pointer(index)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_list_text = func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, which int32, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_policy_list_text((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_list(list), C.size_t(entity), C.size_t(index), C.remit_entry_text(which), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_policy_entry_text = func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, which int32, text *unsafe.Pointer, size *uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_entry_text((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_list(list), C.size_t(entity), C.size_t(index), C.remit_entry_text(which), (**C.char)(unsafe.Pointer(text)), (*C.size_t)(unsafe.Pointer(size)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_entry_number = func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, which int32, value *int64, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_entry_number((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_list(list), C.size_t(entity), C.size_t(index), C.remit_entry_number(which), (*C.int64_t)(unsafe.Pointer(value)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_list_category = func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, category uintptr, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_policy_list_category((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_list(list), C.size_t(entity), C.size_t(index), C.size_t(category), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_policy_category = func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, category uintptr, text *unsafe.Pointer, size *uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_category((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_list(list), C.size_t(entity), C.size_t(index), C.size_t(category), (**C.char)(unsafe.Pointer(text)), (*C.size_t)(unsafe.Pointer(size)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_dump = func(policy unsafe.Pointer, stage int32, text *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_dump((*C.remit_policy)(unsafe.Pointer(policy)), C.remit_stage(stage), (**C.remit_string)(unsafe.Pointer(text)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_run_tests = func(policy unsafe.Pointer, options unsafe.Pointer, loadTable uintptr, context unsafe.Pointer, language int32, outcome *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_run_tests((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_options)(unsafe.Pointer(options)), C.to_remit_load_table(C.uintptr_t(loadTable)), context, C.remit_language(language), (**C.remit_table)(unsafe.Pointer(outcome)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_format = func(name *byte, text *byte, size uintptr, keywords int32, options unsafe.Pointer, formatted *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_format((*C.char)(unsafe.Pointer(name)), (*C.char)(unsafe.Pointer(text)), C.size_t(size), C.remit_keywords(keywords), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_string)(unsafe.Pointer(formatted)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_new = func(policy unsafe.Pointer, data *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_new((*C.remit_policy)(unsafe.Pointer(policy)), (**C.remit_data)(unsafe.Pointer(data)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_clone = func(data unsafe.Pointer, copy *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_clone((*C.remit_data)(unsafe.Pointer(data)), (**C.remit_data)(unsafe.Pointer(copy)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_free = func(data unsafe.Pointer) {
		C.remit_data_free((*C.remit_data)(unsafe.Pointer(data)))
	}
	remit_data_add_row = func(data unsafe.Pointer, entity uintptr, row *uint64, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_add_row((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), (*C.uint64_t)(unsafe.Pointer(row)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_row_count = func(data unsafe.Pointer, entity uintptr) uint64 {
		return uint64(C.remit_data_row_count((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity)))
	}
	remit_data_clear = func(data unsafe.Pointer, entity uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_clear((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_text = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, text *byte, size uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_text((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), (*C.char)(unsafe.Pointer(text)), C.size_t(size), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_by_name = func(data unsafe.Pointer, entity *byte, row uint64, field *byte, text *byte, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_by_name((*C.remit_data)(unsafe.Pointer(data)), (*C.char)(unsafe.Pointer(entity)), C.uint64_t(row), (*C.char)(unsafe.Pointer(field)), (*C.char)(unsafe.Pointer(text)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_int64 = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, coefficient int64, scale int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_int64((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), C.int64_t(coefficient), C.int32_t(scale), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_decimal = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, high int64, low uint64, scale int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_decimal((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), C.int64_t(high), C.uint64_t(low), C.int32_t(scale), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_double = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, value float64, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_double((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), C.double(value), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_unreadable = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, text *byte, size uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_unreadable((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), (*C.char)(unsafe.Pointer(text)), C.size_t(size), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_bool = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, value int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_bool((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), C.int32_t(value), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_date = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, year int32, month int32, day int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_date((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), C.int32_t(year), C.int32_t(month), C.int32_t(day), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_blank = func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_blank((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint64_t(row), C.size_t(field), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_arrow = func(data unsafe.Pointer, entity uintptr, schema unsafe.Pointer, array unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_arrow((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), (*C.struct_ArrowSchema)(unsafe.Pointer(schema)), (*C.struct_ArrowArray)(unsafe.Pointer(array)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_arrow_stream = func(data unsafe.Pointer, entity uintptr, stream unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_arrow_stream((*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), (*C.struct_ArrowArrayStream)(unsafe.Pointer(stream)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_set_threads = func(data unsafe.Pointer, threads int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_set_threads((*C.remit_data)(unsafe.Pointer(data)), C.int32_t(threads), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_data_notes = func(data unsafe.Pointer, language int32, notes *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_data_notes((*C.remit_data)(unsafe.Pointer(data)), C.remit_language(language), (**C.remit_table)(unsafe.Pointer(notes)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_evaluate = func(policy unsafe.Pointer, data unsafe.Pointer, options unsafe.Pointer, results *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_evaluate((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_results)(unsafe.Pointer(results)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_policy_traversals = func(policy unsafe.Pointer, entity uintptr, traversals *int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_policy_traversals((*C.remit_policy)(unsafe.Pointer(policy)), C.size_t(entity), (*C.int32_t)(unsafe.Pointer(traversals)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_evaluate_batches = func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, open uintptr, take uintptr, context unsafe.Pointer, options unsafe.Pointer, results *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_evaluate_batches((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.to_remit_open_rows(C.uintptr_t(open)), C.to_remit_take_batch(C.uintptr_t(take)), context, (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_results)(unsafe.Pointer(results)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_results_free = func(results unsafe.Pointer) {
		C.remit_results_free((*C.remit_results)(unsafe.Pointer(results)))
	}
	remit_results_error_count = func(results unsafe.Pointer) uint64 {
		return uint64(C.remit_results_error_count((*C.remit_results)(unsafe.Pointer(results))))
	}
	remit_results_digest = func(results unsafe.Pointer, digest *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_results_digest((*C.remit_results)(unsafe.Pointer(results)), (**C.remit_string)(unsafe.Pointer(digest)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_results_manifest = func(results unsafe.Pointer, manifest *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_results_manifest((*C.remit_results)(unsafe.Pointer(results)), (**C.remit_string)(unsafe.Pointer(manifest)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_results_table = func(results unsafe.Pointer, which int32, entity uintptr, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_results_table((*C.remit_results)(unsafe.Pointer(results)), C.remit_table_kind(which), C.size_t(entity), C.remit_language(language), (**C.remit_table)(unsafe.Pointer(table)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_results_totals_by = func(results unsafe.Pointer, by *unsafe.Pointer, sizes *uintptr, count uintptr, table *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_results_totals_by((*C.remit_results)(unsafe.Pointer(results)), (**C.char)(unsafe.Pointer(by)), (*C.size_t)(unsafe.Pointer(sizes)), C.size_t(count), (**C.remit_table)(unsafe.Pointer(table)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_results_payments = func(results unsafe.Pointer, which int32, columns *unsafe.Pointer, sizes *uintptr, count uintptr, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_results_payments((*C.remit_results)(unsafe.Pointer(results)), C.remit_payments_kind(which), (**C.char)(unsafe.Pointer(columns)), (*C.size_t)(unsafe.Pointer(sizes)), C.size_t(count), C.remit_language(language), (**C.remit_table)(unsafe.Pointer(table)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_results_explain = func(results unsafe.Pointer, entity uintptr, row uint64, column *byte, size uintptr, depth uint32, format int32, language int32, explanation *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_results_explain((*C.remit_results)(unsafe.Pointer(results)), C.size_t(entity), C.uint64_t(row), (*C.char)(unsafe.Pointer(column)), C.size_t(size), C.uint32_t(depth), C.remit_format_kind(format), C.remit_language(language), (**C.remit_string)(unsafe.Pointer(explanation)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_gather = func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, shard uint32, before unsafe.Pointer, rows unsafe.Pointer, options unsafe.Pointer, gathered *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_gather((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint32_t(shard), (*C.remit_shard_state)(unsafe.Pointer(before)), (*C.struct_ArrowArrayStream)(unsafe.Pointer(rows)), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_shard_state)(unsafe.Pointer(gathered)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_results = func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, shard uint32, before unsafe.Pointer, rows unsafe.Pointer, take uintptr, context unsafe.Pointer, options unsafe.Pointer, gathered *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_results((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), C.uint32_t(shard), (*C.remit_shard_state)(unsafe.Pointer(before)), (*C.struct_ArrowArrayStream)(unsafe.Pointer(rows)), C.to_remit_take_batch(C.uintptr_t(take)), context, (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_shard_state)(unsafe.Pointer(gathered)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_merge = func(state unsafe.Pointer, other unsafe.Pointer, merged *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_merge((*C.remit_shard_state)(unsafe.Pointer(state)), (*C.remit_shard_state)(unsafe.Pointer(other)), (**C.remit_shard_state)(unsafe.Pointer(merged)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_advance = func(policy unsafe.Pointer, data unsafe.Pointer, gathered unsafe.Pointer, before unsafe.Pointer, options unsafe.Pointer, advanced *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_advance((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), (*C.remit_shard_state)(unsafe.Pointer(gathered)), (*C.remit_shard_state)(unsafe.Pointer(before)), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_shard_state)(unsafe.Pointer(advanced)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_part = func(advanced unsafe.Pointer, shard uint32, part *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_part((*C.remit_shard_state)(unsafe.Pointer(advanced)), C.uint32_t(shard), (**C.remit_shard_state)(unsafe.Pointer(part)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_results = func(policy unsafe.Pointer, data unsafe.Pointer, gathered unsafe.Pointer, before unsafe.Pointer, options unsafe.Pointer, results *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_results((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), (*C.remit_shard_state)(unsafe.Pointer(gathered)), (*C.remit_shard_state)(unsafe.Pointer(before)), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_results)(unsafe.Pointer(results)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_traversal = func(state unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_traversal((*C.remit_shard_state)(unsafe.Pointer(state))))
	}
	remit_shard_state_shard_count = func(state unsafe.Pointer) uintptr {
		return uintptr(C.remit_shard_state_shard_count((*C.remit_shard_state)(unsafe.Pointer(state))))
	}
	remit_shard_state_shard = func(state unsafe.Pointer, index uintptr) uint32 {
		return uint32(C.remit_shard_state_shard((*C.remit_shard_state)(unsafe.Pointer(state)), C.size_t(index)))
	}
	remit_shard_state_bytes = func(state unsafe.Pointer, bytes *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_bytes((*C.remit_shard_state)(unsafe.Pointer(state)), (**C.remit_string)(unsafe.Pointer(bytes)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_of_bytes = func(bytes *byte, size uintptr, state *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_of_bytes((*C.char)(unsafe.Pointer(bytes)), C.size_t(size), (**C.remit_shard_state)(unsafe.Pointer(state)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_export_arrow = func(state unsafe.Pointer, stream unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_export_arrow((*C.remit_shard_state)(unsafe.Pointer(state)), (*C.struct_ArrowArrayStream)(unsafe.Pointer(stream)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_import_arrow = func(stream unsafe.Pointer, state *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_shard_state_import_arrow((*C.struct_ArrowArrayStream)(unsafe.Pointer(stream)), (**C.remit_shard_state)(unsafe.Pointer(state)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_shard_state_free = func(state unsafe.Pointer) {
		C.remit_shard_state_free((*C.remit_shard_state)(unsafe.Pointer(state)))
	}
	remit_compare = func(before unsafe.Pointer, after unsafe.Pointer, options unsafe.Pointer, comparison *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_compare((*C.remit_results)(unsafe.Pointer(before)), (*C.remit_results)(unsafe.Pointer(after)), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_comparison)(unsafe.Pointer(comparison)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_comparison_free = func(comparison unsafe.Pointer) {
		C.remit_comparison_free((*C.remit_comparison)(unsafe.Pointer(comparison)))
	}
	remit_comparison_change_count = func(comparison unsafe.Pointer) uint64 {
		return uint64(C.remit_comparison_change_count((*C.remit_comparison)(unsafe.Pointer(comparison))))
	}
	remit_comparison_table = func(comparison unsafe.Pointer, which int32, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_comparison_table((*C.remit_comparison)(unsafe.Pointer(comparison)), C.remit_comparison_kind(which), C.remit_language(language), (**C.remit_table)(unsafe.Pointer(table)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_comparison_largest = func(comparison unsafe.Pointer, most uint64, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_comparison_largest((*C.remit_comparison)(unsafe.Pointer(comparison)), C.uint64_t(most), C.remit_language(language), (**C.remit_table)(unsafe.Pointer(table)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_comparison_groups = func(comparison unsafe.Pointer, by *unsafe.Pointer, sizes *uintptr, count uintptr, table *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_comparison_groups((*C.remit_comparison)(unsafe.Pointer(comparison)), (**C.char)(unsafe.Pointer(by)), (*C.size_t)(unsafe.Pointer(sizes)), C.size_t(count), (**C.remit_table)(unsafe.Pointer(table)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_compare_texts = func(before unsafe.Pointer, after unsafe.Pointer, table *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_compare_texts((*C.remit_policy)(unsafe.Pointer(before)), (*C.remit_policy)(unsafe.Pointer(after)), (**C.remit_table)(unsafe.Pointer(table)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_case_new = func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, options unsafe.Pointer, oneCase *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_case_new((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), C.size_t(entity), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_case)(unsafe.Pointer(oneCase)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_case_free = func(oneCase unsafe.Pointer) {
		C.remit_case_free((*C.remit_case)(unsafe.Pointer(oneCase)))
	}
	remit_case_data = func(oneCase unsafe.Pointer) unsafe.Pointer {
		return unsafe.Pointer(C.remit_case_data((*C.remit_case)(unsafe.Pointer(oneCase))))
	}
	remit_case_run = func(oneCase unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_case_run((*C.remit_case)(unsafe.Pointer(oneCase)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_case_table = func(oneCase unsafe.Pointer) unsafe.Pointer {
		return unsafe.Pointer(C.remit_case_table((*C.remit_case)(unsafe.Pointer(oneCase))))
	}
	remit_case_needs = func(oneCase unsafe.Pointer, column *byte, size uintptr, answered *unsafe.Pointer, sizes *uintptr, count uintptr, open *uintptr, openCount uintptr, needs *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_case_needs((*C.remit_case)(unsafe.Pointer(oneCase)), (*C.char)(unsafe.Pointer(column)), C.size_t(size), (**C.char)(unsafe.Pointer(answered)), (*C.size_t)(unsafe.Pointer(sizes)), C.size_t(count), (*C.size_t)(unsafe.Pointer(open)), C.size_t(openCount), (**C.remit_string)(unsafe.Pointer(needs)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_exchange_new = func(oneCase unsafe.Pointer, fields *uintptr, fieldCount uintptr, columns *uintptr, columnCount uintptr, exchange *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_exchange_new((*C.remit_case)(unsafe.Pointer(oneCase)), (*C.size_t)(unsafe.Pointer(fields)), C.size_t(fieldCount), (*C.size_t)(unsafe.Pointer(columns)), C.size_t(columnCount), (**C.remit_exchange)(unsafe.Pointer(exchange)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_exchange_free = func(exchange unsafe.Pointer) {
		C.remit_exchange_free((*C.remit_exchange)(unsafe.Pointer(exchange)))
	}
	remit_exchange_cells = func(exchange unsafe.Pointer) unsafe.Pointer {
		return unsafe.Pointer(C.remit_exchange_cells((*C.remit_exchange)(unsafe.Pointer(exchange))))
	}
	remit_exchange_figures = func(exchange unsafe.Pointer) unsafe.Pointer {
		return unsafe.Pointer(C.remit_exchange_figures((*C.remit_exchange)(unsafe.Pointer(exchange))))
	}
	remit_exchange_run = func(exchange unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_exchange_run((*C.remit_exchange)(unsafe.Pointer(exchange)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_sweep = func(policy unsafe.Pointer, data unsafe.Pointer, set *unsafe.Pointer, setSizes *uintptr, setCount uintptr, show *unsafe.Pointer, showSizes *uintptr, showCount uintptr, options unsafe.Pointer, sweep *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_sweep((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), (**C.char)(unsafe.Pointer(set)), (*C.size_t)(unsafe.Pointer(setSizes)), C.size_t(setCount), (**C.char)(unsafe.Pointer(show)), (*C.size_t)(unsafe.Pointer(showSizes)), C.size_t(showCount), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_table)(unsafe.Pointer(sweep)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_sweep_picture = func(sweep unsafe.Pointer, parameters uintptr, column uintptr, language int32, picture *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_sweep_picture((*C.remit_table)(unsafe.Pointer(sweep)), C.size_t(parameters), C.size_t(column), C.remit_language(language), (**C.remit_string)(unsafe.Pointer(picture)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_solve = func(policy unsafe.Pointer, data unsafe.Pointer, set *unsafe.Pointer, setSizes *uintptr, setCount uintptr, condition *byte, conditionSize uintptr, direction int32, entity *byte, entitySize uintptr, key *byte, keySize uintptr, options unsafe.Pointer, solution *unsafe.Pointer, tried *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_solve((*C.remit_policy)(unsafe.Pointer(policy)), (*C.remit_data)(unsafe.Pointer(data)), (**C.char)(unsafe.Pointer(set)), (*C.size_t)(unsafe.Pointer(setSizes)), C.size_t(setCount), (*C.char)(unsafe.Pointer(condition)), C.size_t(conditionSize), C.remit_direction(direction), (*C.char)(unsafe.Pointer(entity)), C.size_t(entitySize), (*C.char)(unsafe.Pointer(key)), C.size_t(keySize), (*C.remit_options)(unsafe.Pointer(options)), (**C.remit_table)(unsafe.Pointer(solution)), (**C.remit_table)(unsafe.Pointer(tried)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_free = func(table unsafe.Pointer) {
		C.remit_table_free((*C.remit_table)(unsafe.Pointer(table)))
	}
	remit_table_name = func(table unsafe.Pointer, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_table_name((*C.remit_table)(unsafe.Pointer(table)), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_table_row_count = func(table unsafe.Pointer) uint64 {
		return uint64(C.remit_table_row_count((*C.remit_table)(unsafe.Pointer(table))))
	}
	remit_table_column_count = func(table unsafe.Pointer) uintptr {
		return uintptr(C.remit_table_column_count((*C.remit_table)(unsafe.Pointer(table))))
	}
	remit_table_column_text = func(table unsafe.Pointer, column uintptr, which int32, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_table_column_text((*C.remit_table)(unsafe.Pointer(table)), C.size_t(column), C.remit_entry_text(which), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_table_column_number = func(table unsafe.Pointer, column uintptr, which int32) int64 {
		return int64(C.remit_table_column_number((*C.remit_table)(unsafe.Pointer(table)), C.size_t(column), C.remit_entry_number(which)))
	}
	remit_table_find_column = func(table unsafe.Pointer, name *byte, size uintptr, column *uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_find_column((*C.remit_table)(unsafe.Pointer(table)), (*C.char)(unsafe.Pointer(name)), C.size_t(size), (*C.size_t)(unsafe.Pointer(column)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_find_row = func(table unsafe.Pointer, key *byte, size uintptr, row *uint64, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_find_row((*C.remit_table)(unsafe.Pointer(table)), (*C.char)(unsafe.Pointer(key)), C.size_t(size), (*C.uint64_t)(unsafe.Pointer(row)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_find_row_by_parts = func(table unsafe.Pointer, parts *unsafe.Pointer, sizes *uintptr, count uintptr, row *uint64, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_find_row_by_parts((*C.remit_table)(unsafe.Pointer(table)), (**C.char)(unsafe.Pointer(parts)), (*C.size_t)(unsafe.Pointer(sizes)), C.size_t(count), (*C.uint64_t)(unsafe.Pointer(row)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_state = func(table unsafe.Pointer, row uint64, column uintptr) int32 {
		return int32(C.remit_table_state((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column)))
	}
	remit_table_cell_text = func(table unsafe.Pointer, row uint64, column uintptr, text *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_cell_text((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), (**C.remit_string)(unsafe.Pointer(text)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_text = func(table unsafe.Pointer, row uint64, column uintptr, buffer *byte, capacity uintptr, size *uintptr, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_text((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), (*C.char)(unsafe.Pointer(buffer)), C.size_t(capacity), (*C.size_t)(unsafe.Pointer(size)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_int64 = func(table unsafe.Pointer, row uint64, column uintptr, coefficient *int64, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_int64((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), (*C.int64_t)(unsafe.Pointer(coefficient)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_decimal = func(table unsafe.Pointer, row uint64, column uintptr, high *int64, low *uint64, scale *int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_decimal((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), (*C.int64_t)(unsafe.Pointer(high)), (*C.uint64_t)(unsafe.Pointer(low)), (*C.int32_t)(unsafe.Pointer(scale)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_bool = func(table unsafe.Pointer, row uint64, column uintptr, value *int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_bool((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), (*C.int32_t)(unsafe.Pointer(value)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_date = func(table unsafe.Pointer, row uint64, column uintptr, year *int32, month *int32, day *int32, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_date((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), (*C.int32_t)(unsafe.Pointer(year)), (*C.int32_t)(unsafe.Pointer(month)), (*C.int32_t)(unsafe.Pointer(day)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_fault_name = func(table unsafe.Pointer, row uint64, column uintptr, size *uintptr) unsafe.Pointer {
		return unsafe.Pointer(C.remit_table_fault_name((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), (*C.size_t)(unsafe.Pointer(size))))
	}
	remit_table_fault_detail = func(table unsafe.Pointer, row uint64, column uintptr, language int32, detail *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_fault_detail((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), C.remit_language(language), (**C.remit_string)(unsafe.Pointer(detail)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_fault = func(table unsafe.Pointer, row uint64, column uintptr, language int32, name *unsafe.Pointer, detail *unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_fault((*C.remit_table)(unsafe.Pointer(table)), C.uint64_t(row), C.size_t(column), C.remit_language(language), (**C.char)(unsafe.Pointer(name)), (**C.remit_string)(unsafe.Pointer(detail)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_export_arrow = func(table unsafe.Pointer, schema unsafe.Pointer, array unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_export_arrow((*C.remit_table)(unsafe.Pointer(table)), (*C.struct_ArrowSchema)(unsafe.Pointer(schema)), (*C.struct_ArrowArray)(unsafe.Pointer(array)), (**C.remit_error)(unsafe.Pointer(error))))
	}
	remit_table_export_arrow_stream = func(table unsafe.Pointer, stream unsafe.Pointer, error *unsafe.Pointer) int32 {
		return int32(C.remit_table_export_arrow_stream((*C.remit_table)(unsafe.Pointer(table)), (*C.struct_ArrowArrayStream)(unsafe.Pointer(stream)), (**C.remit_error)(unsafe.Pointer(error))))
	}
}
