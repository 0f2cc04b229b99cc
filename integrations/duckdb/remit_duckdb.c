/* remit_value and remit_reason in DuckDB, over its C extension interface: a figure of one row, and
 * why it has none.
 *
 *   remit_value(POLICY, COLUMN, NAME, VALUE, NAME, VALUE, ...)
 *
 * Values are texts, whole numbers, decimals, dates and truth values; a float is refused, as
 * everywhere. Policies are compiled once; of a chunk of rows that says one policy and one column
 * each time, the row is made ready once.
 */
#define DUCKDB_EXTENSION_API_VERSION_MAJOR 1
#define DUCKDB_EXTENSION_API_VERSION_MINOR 2
#define DUCKDB_EXTENSION_API_VERSION_PATCH 0
#include <duckdb_extension.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../common/figure.h"
#include "../common/words.h"

DUCKDB_EXTENSION_EXTERN

enum { kMostPolicies = 64, kMessage = 1024, kDay = 16 };

/** A text of a vector; `data` NULL where it is none. Lives as long as the chunk. */
typedef struct {
  const char* data;
  size_t size;
} Text;

/** Compiled texts, each with its day; any number of threads. */
typedef struct {
  pthread_mutex_t mutex;
  size_t count;
  struct {
    char* text;
    size_t size;
    char day[kDay]; /**< "" for none: of several versions it says which one holds */
    remit_policy* policy;
  } entries[kMostPolicies];
} Policies;

/** A column of arguments. */
typedef struct {
  duckdb_type type; /**< of a decimal, that of the numbers below it */
  int scale;        /**< of a decimal, else 0 */
  const void* cells;
  uint64_t* validity;
  char written[48]; /**< the value of the row, where it is no text */
} Column;

/** What one call has at hand from row to row. */
typedef struct {
  Policies* policies;
  int asks_reason;
  Column* arguments;
  size_t count;
  Text policy_text, column_text; /**< of the row that was made ready */
  char day[kDay];                /**< the same; "" for none */
  remit_language language;
  remit_policy* own; /**< not kept: there are too many */
  const remit_policy* policy;
  remit_case* one_case;
  remit_data* data;
  remit_figure figure;
  size_t column;  /**< in the case's table */
  size_t* fields; /**< by pair: the field that its name means */
  int64_t* kinds; /**< by pair: of that field */
  Text* names;    /**< by pair: the name that it is of */
  Text* held;     /**< by pair: the text that the field holds */
  size_t field_count;
  uint64_t* set_in; /**< by field: the row that set it last, from 1; 0: it is blank */
  char message[kMessage];
} Call;

/** Writes a whole number with a point before its last `scale` digits. */
static Text write_number(char* written, size_t size, __int128 value, int scale) {
  unsigned __int128 left = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
  char* at = written + size;
  Text text = {NULL, 0};
  int digits = 0;
  do {
    if (digits == scale && scale > 0) *--at = '.';
    *--at = (char)('0' + (int)(left % 10));
    left /= 10;
    ++digits;
  } while (left != 0 || digits <= scale);
  if (value < 0) *--at = '-';
  text.data = at;
  text.size = (size_t)(written + size - at);
  return text;
}

static Text write_date(char* written, size_t size, duckdb_date date) {
  const duckdb_date_struct parts = duckdb_from_date(date);
  Text text = {written, 0};
  const Text never = {"infinity", 8};
  if (!duckdb_is_finite_date(date)) return never;
  text.size = (size_t)snprintf(written, size, "%04d-%02d-%02d", (int)parts.year, (int)parts.month,
                               (int)parts.day);
  return text;
}

static int is_there(const Column* of, idx_t row) {
  return of->type != DUCKDB_TYPE_SQLNULL &&
         (of->validity == NULL || duckdb_validity_row_is_valid(of->validity, row));
}

/** A whole number, or that of a decimal without its point. */
static __int128 number_at(const Column* of, idx_t row) {
  switch (of->type) {
    case DUCKDB_TYPE_TINYINT:
      return ((const int8_t*)of->cells)[row];
    case DUCKDB_TYPE_SMALLINT:
      return ((const int16_t*)of->cells)[row];
    case DUCKDB_TYPE_INTEGER:
      return ((const int32_t*)of->cells)[row];
    case DUCKDB_TYPE_BIGINT:
      return ((const int64_t*)of->cells)[row];
    default: {
      const duckdb_hugeint wide = ((const duckdb_hugeint*)of->cells)[row];
      return (__int128)(((unsigned __int128)(uint64_t)wide.upper << 64) | wide.lower);
    }
  }
}

/** The value as a text, which lives as long as the chunk, or until the next row. */
static Text argument(const Call* call, size_t index, idx_t row) {
  Column* const of = &call->arguments[index];
  const Text none = {NULL, 0}, yes = {"true", 4}, no = {"false", 5};
  const size_t size = sizeof of->written;
  if (!is_there(of, row)) return none;
  switch (of->type) {
    case DUCKDB_TYPE_VARCHAR: {
      duckdb_string_t* const cell = (duckdb_string_t*)of->cells + row;
      Text text = {NULL, 0};
      text.data = duckdb_string_t_data(cell);
      text.size = duckdb_string_t_length(*cell);
      return text;
    }
    case DUCKDB_TYPE_BOOLEAN:
      return ((const bool*)of->cells)[row] ? yes : no;
    case DUCKDB_TYPE_DATE:
      return write_date(of->written, size, ((const duckdb_date*)of->cells)[row]);
    default:
      return of->type == DUCKDB_TYPE_SQLNULL
                 ? none
                 : write_number(of->written, size, number_at(of, row), of->scale);
  }
}

static int same(Text a, Text b) {
  return a.size == b.size && (a.data == NULL) == (b.data == NULL) &&
         (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/** A message that was too long ends with a whole character. */
static void end_message(Call* call) {
  size_t size = strlen(call->message);
  if (size + 1 < kMessage) return;
  while (size > 0 && ((unsigned char)call->message[size - 1] & 0xC0) == 0x80) --size;
  if (size > 0) --size;
  call->message[size] = '\0';
}

/** Whether the message says something now. */
static int tell(Call* call, remit_error* error) {
  const remit_trouble trouble = remit_trouble_of(error, call->language);
  snprintf(call->message, kMessage, "%s%s%s%s%s", trouble.code == NULL ? "" : trouble.code,
           trouble.code == NULL ? "" : " ",
           trouble.message == NULL ? remit_say(remit_message_no_memory, call->language)
                                   : trouble.message,
           trouble.hint == NULL ? "" : "; ", trouble.hint == NULL ? "" : trouble.hint);
  remit_error_free(error);
  end_message(call);
  return 1;
}

static int refuse(Call* call, remit_message word, Text about) {
  snprintf(call->message, kMessage, remit_say(word, call->language), (int)about.size,
           about.data == NULL ? "" : about.data);
  end_message(call);
  return 1;
}

static void let_go(Call* call) {
  remit_case_free(call->one_case);
  remit_policy_free(call->own);
  free(call->set_in);
  call->set_in = NULL;
  call->one_case = NULL;
  call->own = NULL;
  call->policy = NULL;
}

/** Compiles a text as of the day, or finds it compiled. */
static int find_policy(Call* call, Text text, const remit_options* options) {
  Policies* const all = call->policies;
  const char* const name = "policy";
  remit_policy* made = NULL;
  remit_error* error = NULL;
  remit_status status = REMIT_OK;
  size_t i = 0;
  pthread_mutex_lock(&all->mutex);
  for (i = 0; i < all->count && call->policy == NULL; ++i) {
    const Text known = {all->entries[i].text, all->entries[i].size};
    if (same(known, text) && strcmp(all->entries[i].day, call->day) == 0)
      call->policy = all->entries[i].policy;
  }
  pthread_mutex_unlock(&all->mutex);
  if (call->policy != NULL) return 0;
  status = remit_compile(1, &name, &text.data, &text.size, options, &made, &error);
  if (status != REMIT_OK) return tell(call, error);
  call->policy = made;
  pthread_mutex_lock(&all->mutex);
  if (all->count < kMostPolicies &&
      (all->entries[all->count].text = malloc(text.size + 1)) != NULL) {
    memcpy(all->entries[all->count].text, text.data, text.size);
    all->entries[all->count].size = text.size;
    memcpy(all->entries[all->count].day, call->day, kDay);
    all->entries[all->count++].policy = made;
  } else {
    call->own = made;
  }
  pthread_mutex_unlock(&all->mutex);
  return 0;
}

/** The options of a run on the day of the call, if it has one. */
static int options_of(Call* call, remit_options** options) {
  remit_error* error = NULL;
  int32_t year = 0, month = 0, day = 0;
  if (remit_options_new(options, &error) != REMIT_OK) return tell(call, error);
  if (call->day[0] == '\0') return 0;
  if (!remit_read_day(call->day, strlen(call->day), &year, &month, &day)) {
    const Text none = {NULL, 0};
    return refuse(call, remit_message_bad_day, none);
  }
  return remit_options_set_as_of(*options, year, month, day, &error) != REMIT_OK &&
         tell(call, error);
}

/** Makes a case of the entity that has the column. */
static int find_case(Call* call, Text column, const remit_options* options) {
  remit_error* error = NULL;
  const char* name = NULL;
  switch (remit_figure_find(call->policy, column.data, column.size, &call->figure)) {
    case REMIT_FIGURE_NONE:
      return refuse(call, remit_message_no_column, column);
    case REMIT_FIGURE_AMBIGUOUS:
      return refuse(call, remit_message_several_columns, column);
    case REMIT_FIGURE_FOUND:
      break;
  }
  if (remit_case_new(call->policy, NULL, call->figure.entity, options, &call->one_case, &error) !=
      REMIT_OK)
    return tell(call, error);
  call->data = remit_case_data(call->one_case);
  if (remit_case_run(call->one_case, &error) != REMIT_OK) return tell(call, error);
  name = remit_policy_list_text(call->policy, REMIT_LIST_COLUMNS, call->figure.entity,
                                call->figure.column, REMIT_ENTRY_NAME, NULL);
  if (remit_table_find_column(remit_case_table(call->one_case), name, strlen(name), &call->column,
                              &error) != REMIT_OK)
    return tell(call, error);
  (void)remit_policy_count(call->policy, REMIT_LIST_FIELDS, call->figure.entity, &call->field_count,
                           NULL);
  call->set_in = calloc(call->field_count + 1, sizeof *call->set_in);
  return call->set_in == NULL && refuse(call, remit_message_no_memory, column);
}

/** Makes ready one row of the entity that has the column. */
static int make_ready(Call* call, Text text, Text column, Text day) {
  remit_options* options = NULL;
  int trouble = 0;
  size_t i = 0;
  let_go(call);
  call->policy_text = text;
  call->column_text = column;
  memset(call->day, 0, kDay);
  /* One that is longer is no day. */
  if (day.data != NULL) memcpy(call->day, day.data, day.size < kDay ? day.size : kDay - 1);
  if (text.data == NULL || column.data == NULL) return refuse(call, remit_message_bad_texts, text);
  if (day.data != NULL && (day.size == 0 || memchr(day.data, '\0', day.size) != NULL))
    return refuse(call, remit_message_bad_day, day);
  if (options_of(call, &options) || find_policy(call, text, options)) {
    remit_options_free(options);
    return 1;
  }
  trouble = find_case(call, column, options);
  remit_options_free(options);
  if (trouble) return 1;
  for (i = 0; i < call->count; ++i) call->names[i].data = call->held[i].data = NULL;
  return 0;
}

/** Sets a field as what the value is; one that is not what the field holds, as its text. */
static remit_status set_field(Call* call, size_t pair, idx_t row, remit_error** error) {
  const Column* const of = &call->arguments[pair + 1];
  const size_t entity = call->figure.entity, field = call->fields[pair];
  const int64_t kind = call->kinds[pair];
  Text value = {NULL, 0};
  if (!is_there(of, row)) return remit_data_set_blank(call->data, entity, 0, field, error);
  if (of->type == DUCKDB_TYPE_BOOLEAN && kind == REMIT_KIND_BOOLEAN)
    return remit_data_set_bool(call->data, entity, 0, field, ((const bool*)of->cells)[row], error);
  if (of->type == DUCKDB_TYPE_DATE && kind == REMIT_KIND_DATE) {
    const duckdb_date cell = ((const duckdb_date*)of->cells)[row];
    const duckdb_date_struct day = duckdb_from_date(cell);
    if (!duckdb_is_finite_date(cell) || day.year < 1 || day.year > 9999) {
      value = argument(call, pair + 1, row);
      return remit_data_set_unreadable(call->data, entity, 0, field, value.data, value.size, error);
    }
    return remit_data_set_date(call->data, entity, 0, field, day.year, day.month, day.day, error);
  }
  if (of->type != DUCKDB_TYPE_VARCHAR && of->type != DUCKDB_TYPE_BOOLEAN &&
      of->type != DUCKDB_TYPE_DATE && (kind == REMIT_KIND_NUMBER || kind == REMIT_KIND_MONEY)) {
    const __int128 number = number_at(of, row);
    if (number == (int64_t)number)
      return remit_data_set_int64(call->data, entity, 0, field, (int64_t)number, of->scale, error);
  }
  value = argument(call, pair + 1, row);
  if (memchr(value.data, '\0', value.size) != NULL)
    return remit_data_set_unreadable(call->data, entity, 0, field, "TEXT", REMIT_NUL, error);
  return remit_data_set_text(call->data, entity, 0, field, value.data, value.size, error);
}

/** Blanks what earlier rows have set and this one has not. */
static int blank_others(Call* call, idx_t row) {
  size_t field = 0;
  for (field = 0; field < call->field_count; ++field) {
    remit_error* error = NULL;
    if (call->set_in[field] == 0 || call->set_in[field] == row + 1) continue;
    if (remit_data_set_blank(call->data, call->figure.entity, 0, field, &error) != REMIT_OK)
      return tell(call, error);
    call->set_in[field] = 0;
  }
  return 0;
}

/** Sets the fields of a row. */
static int set_fields(Call* call, idx_t row) {
  size_t i = 0;
  for (i = 2; i + 1 < call->count; i += 2) {
    const Text none = {NULL, 0}, name = argument(call, i, row);
    const int is_text = call->arguments[i + 1].type == DUCKDB_TYPE_VARCHAR;
    const Text value = is_text ? argument(call, i + 1, row) : none;
    remit_error* error = NULL;
    if (name.data == NULL) return refuse(call, remit_message_bad_pairs, name);
    if (name.size > 0 && name.data[0] == '@') continue;
    if (!same(call->names[i], name)) {
      if (remit_policy_find(call->policy, REMIT_LIST_FIELDS, call->figure.entity, name.data,
                            name.size, &call->fields[i], &error) != REMIT_OK ||
          remit_policy_entry_number(call->policy, REMIT_LIST_FIELDS, call->figure.entity,
                                    call->fields[i], REMIT_ENTRY_KIND, &call->kinds[i],
                                    &error) != REMIT_OK)
        return tell(call, error);
      call->names[i] = name;
      call->held[i].data = NULL;
    }
    if (call->set_in[call->fields[i]] == row + 1) return refuse(call, remit_message_twice, name);
    call->set_in[call->fields[i]] = row + 1;
    /* A text that is set anew has the row made ready anew. */
    if (value.data != NULL && same(call->held[i], value)) continue;
    if (set_field(call, i, row, &error) != REMIT_OK) return tell(call, error);
    call->held[i] = value;
  }
  return blank_others(call, row);
}

/** What pairs whose name begins with @ say. */
static int words_of(Call* call, idx_t row, Text* day) {
  size_t i = 0;
  for (i = 2; i + 1 < call->count; i += 2) {
    const Text as_of = {"@as_of", 6}, language = {"@language", 9}, zh = {"zh", 2}, en = {"en", 2};
    const Text name = argument(call, i, row), value = argument(call, i + 1, row);
    if (name.data == NULL || name.size == 0 || name.data[0] != '@') continue;
    if (same(name, as_of)) {
      *day = value;
    } else if (!same(name, language)) {
      return refuse(call, remit_message_bad_word, name);
    } else if (same(value, zh) || same(value, en)) {
      call->language = same(value, zh) ? REMIT_LANGUAGE_ZH : REMIT_LANGUAGE_EN;
    } else {
      return refuse(call, remit_message_bad_language, value);
    }
  }
  return 0;
}

/** Puts the figure of a row, or its reason, into `output`. */
static int answer(Call* call, idx_t row, duckdb_vector output) {
  const remit_table* const table = remit_case_table(call->one_case);
  const remit_state state = remit_table_state(table, 0, call->column);
  remit_error* error = NULL;
  remit_string* text = NULL;
  remit_status status = REMIT_OK;
  size_t size = 0;
  const char* data = NULL;
  if (state == (call->asks_reason ? REMIT_STATE_ERROR : REMIT_STATE_VALUE)) {
    status = call->asks_reason
                 ? remit_table_fault_detail(table, 0, call->column, call->language, &text, &error)
                 : remit_table_cell_text(table, 0, call->column, &text, &error);
    if (status != REMIT_OK) return tell(call, error);
    data = remit_string_data(text, &size);
    duckdb_vector_assign_string_element_len(output, row, data, size);
    remit_string_free(text);
    return 0;
  }
  duckdb_vector_ensure_validity_writable(output);
  duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), row);
  return 0;
}

/** Whether the row was made ready for this day. The text of a day may stand where that of the row
 * before stood, so it is held against a copy. */
static int is_day(const Call* call, Text day) {
  return day.data == NULL ? call->day[0] == '\0'
                          : day.size > 0 && day.size < kDay && strlen(call->day) == day.size &&
                                memcmp(call->day, day.data, day.size) == 0;
}

static int compute(Call* call, idx_t rows, duckdb_vector output) {
  idx_t row = 0;
  remit_error* error = NULL;
  for (row = 0; row < rows; ++row) {
    const Text policy = argument(call, 0, row), column = argument(call, 1, row);
    Text day = {NULL, 0};
    if (words_of(call, row, &day)) return 1;
    if (call->one_case == NULL || !same(policy, call->policy_text) ||
        !same(column, call->column_text) || !is_day(call, day)) {
      if (make_ready(call, policy, column, day)) return 1;
    }
    if (set_fields(call, row)) return 1;
    if (remit_case_run(call->one_case, &error) != REMIT_OK) return tell(call, error);
    if (answer(call, row, output)) return 1;
  }
  return 0;
}

/** Which values the column has. */
static int take_column(Call* call, size_t index, duckdb_vector vector) {
  Column* const to = &call->arguments[index];
  duckdb_logical_type type = duckdb_vector_get_column_type(vector);
  int trouble = 0;
  to->type = duckdb_get_type_id(type);
  if (to->type == DUCKDB_TYPE_DECIMAL) {
    to->scale = duckdb_decimal_scale(type);
    to->type = duckdb_decimal_internal_type(type);
  }
  switch (to->type) {
    case DUCKDB_TYPE_VARCHAR:
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_DATE:
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_SQLNULL:
      break;
    default:
      snprintf(call->message, kMessage, "%s",
               remit_say(remit_message_bad_argument, call->language));
      trouble = 1;
  }
  duckdb_destroy_logical_type(&type);
  to->cells = duckdb_vector_get_data(vector);
  to->validity = duckdb_vector_get_validity(vector);
  return trouble;
}

static void evaluate(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                     int asks_reason) {
  Call call;
  size_t i = 0;
  int trouble = 0;
  memset(&call, 0, sizeof call);
  call.policies = duckdb_scalar_function_get_extra_info(info);
  call.asks_reason = asks_reason;
  call.count = duckdb_data_chunk_get_column_count(input);
  call.arguments = calloc(call.count, sizeof *call.arguments);
  call.fields = calloc(call.count, sizeof *call.fields);
  call.kinds = calloc(call.count, sizeof *call.kinds);
  call.names = calloc(call.count, sizeof *call.names);
  call.held = calloc(call.count, sizeof *call.held);
  if (call.arguments == NULL || call.fields == NULL || call.kinds == NULL || call.names == NULL ||
      call.held == NULL) {
    trouble = refuse(&call, remit_message_no_memory, call.policy_text);
  } else if (call.count % 2 != 0) {
    trouble = refuse(&call, remit_message_bad_pairs, call.policy_text);
  } else {
    for (i = 0; i < call.count && !trouble; ++i)
      trouble = take_column(&call, i, duckdb_data_chunk_get_vector(input, i));
    if (!trouble) trouble = compute(&call, duckdb_data_chunk_get_size(input), output);
  }
  if (trouble) duckdb_scalar_function_set_error(info, call.message);
  let_go(&call);
  free(call.arguments);
  free(call.fields);
  free(call.kinds);
  free(call.names);
  free(call.held);
}

static void value_of(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  evaluate(info, input, output, 0);
}

static void reason_of(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  evaluate(info, input, output, 1);
}

static void free_policies(void* held) {
  Policies* const policies = held;
  size_t i = 0;
  for (i = 0; i < policies->count; ++i) {
    remit_policy_free(policies->entries[i].policy);
    free(policies->entries[i].text);
  }
  pthread_mutex_destroy(&policies->mutex);
  free(policies);
}

static duckdb_state add(duckdb_connection connection, const char* name,
                        duckdb_scalar_function_t body) {
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_logical_type text = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
  duckdb_logical_type any = duckdb_create_logical_type(DUCKDB_TYPE_ANY);
  Policies* const policies = calloc(1, sizeof *policies);
  duckdb_state state = DuckDBError;
  if (policies != NULL) {
    pthread_mutex_init(&policies->mutex, NULL);
    duckdb_scalar_function_set_name(function, name);
    duckdb_scalar_function_add_parameter(function, text);
    duckdb_scalar_function_add_parameter(function, text);
    duckdb_scalar_function_set_varargs(function, any);
    duckdb_scalar_function_set_return_type(function, text);
    duckdb_scalar_function_set_special_handling(function);  // NULL is a blank cell
    duckdb_scalar_function_set_extra_info(function, policies, free_policies);
    duckdb_scalar_function_set_function(function, body);
    state = duckdb_register_scalar_function(connection, function);
  }
  duckdb_destroy_logical_type(&text);
  duckdb_destroy_logical_type(&any);
  duckdb_destroy_scalar_function(&function);
  return state;
}

DUCKDB_EXTENSION_ENTRYPOINT(duckdb_connection connection, duckdb_extension_info info,
                            struct duckdb_extension_access* access) {
  if (add(connection, "remit_value", value_of) == DuckDBSuccess &&
      add(connection, "remit_reason", reason_of) == DuckDBSuccess) {
    return true;
  }
  access->set_error(info, "remit_value and remit_reason cannot be registered");
  return false;
}
