#include "check.h"

const char kPolicyText[] =
    "policy open_economy_2010 \"Opinion on the open economy of townships\" {\n"
    "  source    \"002\"\n"
    "  effective 2010-01-01 to 2010-12-31\n"
    "  currency  CNY\n"
    "  rounding  half_up to 0.01\n"
    "  party     city_treasury \"City treasury\"\n"
    "\n"
    "  entity unit {\n"
    "    key name : text\n"
    "    kind     : one of { township, subdistrict, city_department }\n"
    "  }\n"
    "\n"
    "  entity project {\n"
    "    key id          : text\n"
    "    introduced_by   : unit\n"
    "    located_in      : unit\n"
    "    investment      : money\n"
    "    local_revenue   : money    \"local general revenue actually formed\"\n"
    "    incentives_paid : money default 0\n"
    "  }\n"
    "\n"
    "  target big_projects cite \"II(1)\" : "
    "count(project where investment >= 3000万 CNY) >= 2\n"
    "\n"
    "  reward tax_bonus for project cite \"III(3)2\" {\n"
    "    when introduced_by.kind is city_department\n"
    "    pay  20% * (local_revenue - incentives_paid)\n"
    "    cap  50万 CNY\n"
    "    from city_treasury\n"
    "    to   introduced_by\n"
    "  }\n"
    "\n"
    "  test \"the cap binds exactly at 2.5 million net\" {\n"
    "    given unit    { name \"Development office\"  kind city_department }\n"
    "    given project { id \"p1\" introduced_by \"Development office\"\n"
    "                    located_in \"Development office\"\n"
    "                    investment 0 local_revenue 2_500_000.05 incentives_paid 0 }\n"
    "    expect project \"p1\" tax_bonus = 500_000\n"
    "  }\n"
    "}\n";

/* Other layout, other spellings of keywords and numbers, a comment, no test: the same policy. */
const char kPolicyTextRespelt[] =
    "政策 open_economy_2010 “Opinion on the open economy of townships” {\n"
    "  来源 “002” 生效 2010-01-01 至 2010年12月31日 货币 CNY\n"
    "  舍入 四舍五入 到 0.010  # the paying line\n"
    "  主体 city_treasury “City treasury”\n"
    "  实体 unit { 主键 name：文本  kind：枚举 { township，subdistrict，city_department } }\n"
    "  实体 project { 主键 id：文本 introduced_by：unit located_in：unit investment：金额\n"
    "    local_revenue：金额 “local general revenue actually formed”\n"
    "    incentives_paid：金额 默认 0 }\n"
    "  目标 big_projects 依据 “II(1)” : count(project where investment >= 30_000_000 CNY) >= 2\n"
    "  奖励 tax_bonus 对 project 依据 “III(3)2” {\n"
    "    当 introduced_by.kind 是 city_department\n"
    "    发放 20% × (local_revenue - incentives_paid)\n"
    "    封顶 500_000 CNY\n"
    "    由 city_treasury 给 introduced_by\n"
    "  }\n"
    "}\n";

remit_policy* compile_text(const char* text) {
  const char* name = "policy.remit";
  remit_policy* policy = NULL;
  remit_error* error = NULL;
  if (remit_compile(1, &name, &text, NULL, NULL, &policy, &error) != REMIT_OK) {
    remit_string* report = NULL;
    remit_diagnostics_render(remit_error_diagnostics(error), REMIT_FORMAT_TEXT, REMIT_LANGUAGE_EN,
                             &report, NULL);
    fprintf(stderr, "%s\n%s\n", remit_error_message(error, REMIT_LANGUAGE_EN, NULL),
            remit_string_data(report, NULL));
    exit(1);
  }
  CHECK(policy != NULL && error == NULL);
  return policy;
}

static size_t find(const remit_policy* policy, remit_list list, size_t entity, const char* name) {
  size_t index = 0;
  CHECK_OK(remit_policy_find(policy, list, entity, name, REMIT_NUL, &index, &error));
  return index;
}

Places find_places(const remit_policy* policy) {
  Places at;
  at.unit = find(policy, REMIT_LIST_ENTITIES, 0, "unit");
  at.project = find(policy, REMIT_LIST_ENTITIES, 0, "project");
  at.unit_name = find(policy, REMIT_LIST_FIELDS, at.unit, "name");
  at.unit_kind = find(policy, REMIT_LIST_FIELDS, at.unit, "kind");
  at.id = find(policy, REMIT_LIST_FIELDS, at.project, "id");
  at.introduced_by = find(policy, REMIT_LIST_FIELDS, at.project, "introduced_by");
  at.located_in = find(policy, REMIT_LIST_FIELDS, at.project, "located_in");
  at.investment = find(policy, REMIT_LIST_FIELDS, at.project, "investment");
  /* By its label. */
  at.local_revenue =
      find(policy, REMIT_LIST_FIELDS, at.project, "local general revenue actually formed");
  at.incentives_paid = find(policy, REMIT_LIST_FIELDS, at.project, "incentives_paid");
  at.bonus = find(policy, REMIT_LIST_COLUMNS, at.project, "tax_bonus");
  return at;
}

static void set(remit_data* data, size_t entity, uint64_t row, size_t field, const char* text) {
  CHECK_OK(remit_data_set_text(data, entity, row, field, text, REMIT_NUL, &error));
}

static void add_project(remit_data* data, const Places* at, const char* id, const char* unit,
                        int64_t revenue_fen) {
  uint64_t row = 0;
  CHECK_OK(remit_data_add_row(data, at->project, &row, &error));
  set(data, at->project, row, at->id, id);
  set(data, at->project, row, at->introduced_by, unit);
  set(data, at->project, row, at->located_in, "North township");
  set(data, at->project, row, at->investment, "30000000.00");
  CHECK_OK(remit_data_set_int64(data, at->project, row, at->local_revenue, revenue_fen, 2, &error));
}

remit_data* sample_data(const remit_policy* policy) {
  const Places at = find_places(policy);
  remit_data* data = NULL;
  uint64_t row = 0;
  CHECK_OK(remit_data_new(policy, &data, &error));
  CHECK_OK(remit_data_add_row(data, at.unit, &row, &error));
  CHECK_OK(remit_data_set_by_name(data, "unit", row, "name", "Development office", &error));
  CHECK_OK(remit_data_set_by_name(data, "unit", row, "kind", "city_department", &error));
  CHECK_OK(remit_data_add_row(data, at.unit, NULL, &error));
  set(data, at.unit, 1, at.unit_name, "North township");
  set(data, at.unit, 1, at.unit_kind, "township");
  add_project(data, &at, "p1", "Development office", 250000005);
  add_project(data, &at, "p2", "Development office", 100000023);
  add_project(data, &at, "p3", "North township", 900000000);
  return data;
}

remit_table* entity_table(const remit_results* results, size_t entity) {
  remit_table* table = NULL;
  CHECK_OK(
      remit_results_table(results, REMIT_TABLE_ENTITY, entity, REMIT_LANGUAGE_EN, &table, &error));
  return table;
}

const char* cell(const remit_table* table, uint64_t row, const char* column) {
  static char buffer[1000];
  remit_string* text = NULL;
  size_t index = 0;
  size_t size = 0;
  CHECK_OK(remit_table_find_column(table, column, REMIT_NUL, &index, &error));
  CHECK_OK(remit_table_cell_text(table, row, index, &text, &error));
  (void)remit_string_data(text, &size);
  CHECK(size < sizeof buffer);
  memcpy(buffer, remit_string_data(text, NULL), size + 1);
  CHECK(size == strlen(buffer));
  remit_string_free(text);
  return buffer;
}
