/* What the integrations themselves say, in both languages; everything else is worded by the
 * library. Formats of printf, with the same arguments in both. */
#ifndef REMIT_INTEGRATIONS_WORDS_H_
#define REMIT_INTEGRATIONS_WORDS_H_

#include <remit.h>

#define REMIT_WORDS(WORD)                                                                          \
  WORD(no_memory, "out of memory", "内存不足")                                                     \
  WORD(no_column, "the policy has no column \"%.*s\"; write entity.column",                        \
       "政策中没有列“%.*s”；请写作“数据表.列”")                                                    \
  WORD(several_columns, "several entities have a column \"%.*s\"; write entity.column",            \
       "不止一个数据表有列“%.*s”；请写作“数据表.列”")                                              \
  WORD(no_entity, "the policy has no entity \"%.*s\"; it has %s",                                  \
       "政策中没有数据表“%.*s”；有的是：%s")                                                       \
  WORD(no_field, "%s has no field \"%.*s\"; it has %s", "数据表“%s”没有字段“%.*s”；有的是：%s")    \
  WORD(own_row, "the row of %.*s is the object itself", "“%.*s”的这一行就是该对象本身")            \
  WORD(bad_day, "@as_of is a day, written 2024-12-31", "@as_of 是一个日期，写作 2024-12-31")       \
  WORD(no_day, "as_of is a day, not infinity", "as_of 应为某一天，不能是 infinity")                \
  WORD(bad_language, "a language is 'en' or 'zh'", "语言为 'en' 或 'zh'")                          \
  WORD(bad_format, "a format is 'text', 'json' or 'html'", "格式为 'text'、'json' 或 'html'")      \
  WORD(bad_word, "there is no %.*s; there are @as_of and @language",                               \
       "没有 %.*s；可用的是 @as_of 和 @language")                                                  \
  WORD(bad_pairs,                                                                                  \
       "after policy and column come pairs of a field's name and its value, or one JSON"           \
       " object",                                                                                  \
       "政策和列之后是成对的字段名与值，或者一个 JSON 对象")                                       \
  WORD(                                                                                            \
      bad_argument,                                                                                \
      "a value is a text, a whole number, a decimal, a date or a truth value; cast anything else", \
      "值应为文本、整数、decimal、日期或真假值；其他类型请先转换")                                 \
  WORD(bad_texts, "policy and column are texts", "政策和列应为文本")                               \
  WORD(bad_cell,                                                                                   \
       "\"%.*s\" is an object or an array; a cell is a text, a number, true, false or null",       \
       "“%.*s”是对象或数组；单元格应为文本、数、true、false 或 null")                              \
  WORD(bad_row, "a row is an object", "一行应为一个对象")                                          \
  WORD(twice, "the row gives the field \"%.*s\" twice", "这一行两次给出字段“%.*s”")                \
  WORD(bad_object, "%s is a JSON object", "%s 应为 JSON 对象")                                     \
  WORD(bad_table, "the table of \"%.*s\" is a relation or a query, as text, or an array of rows",  \
       "“%.*s”的数据应为表名或查询（文本），或者由行组成的数组")                                   \
  WORD(bad_query, "a table is one query that only reads, not: %s",                                 \
       "数据应来自一条只读的查询，而不是：%s")                                                     \
  WORD(bad_relation, "the table of \"%.*s\" is a relation or a query, as text",                    \
       "“%.*s”的数据应为表名或查询，以文本写出")                                                   \
  WORD(no_policy, "there is no policy \"%s\"; add it with remit.add, or write its text",           \
       "没有政策“%s”；请用 remit.add 加入，或者写出全文")                                          \
  WORD(not_utf8, "the encoding of the database must be UTF8", "数据库的编码须为 UTF8")             \
  WORD(other_type, "column \"%s\" cannot be given as %s", "列“%s”不能以 %s 类型给出")              \
  WORD(not_kept, "%s does not fit column \"%s\" of type %s", "%s 不能原样存入列“%s”，其类型为 %s") \
  WORD(table_twice, "the table of \"%.*s\" is given twice", "数据表“%.*s”给出了两次")              \
  WORD(unread, "the number of \"%.*s\" cannot be read", "无法读取“%.*s”的数")                      \
  WORD(no_columns, "a column definition list is needed: AS c(id text, bonus numeric)",             \
       "需要列定义：AS c(id text, bonus numeric)")                                                 \
  WORD(more_errors, "%s, and %d more", "%s，另有 %d 处")                                           \
  WORD(too_old, "libremit %s is older than this extension", "libremit %s 比本扩展旧")

#define REMIT_WORD_NAME(name, en, zh) remit_message_##name,
typedef enum { REMIT_WORDS(REMIT_WORD_NAME) } remit_message;

/** The text of `word` in `language`. */
static inline const char* remit_say(remit_message word, remit_language language) {
#define REMIT_WORD_TEXTS(name, en, zh) {en, zh},
  static const char* const texts[][2] = {REMIT_WORDS(REMIT_WORD_TEXTS)};
  return texts[word][language == REMIT_LANGUAGE_ZH];
}

#endif /* REMIT_INTEGRATIONS_WORDS_H_ */
