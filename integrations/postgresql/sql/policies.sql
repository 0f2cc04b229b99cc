-- Policies by name and version, texts, errors with their place.
SELECT remit.add('bonus', $$policy bonus_rule {
  currency CNY
  rounding half_up to 0.01
  party treasury
  entity unit { key code : text  region : one of { north, south } }
  entity project {
    key id  : text
    revenue : money
    unit    : unit optional
    closed  : date optional
    points  : count default 0
    ok      : bool default true
  }
  reward bonus for project cite "1" { when ok  pay 20% * revenue cap 500_000 CNY from treasury }
  define settled for project = closed + 3 days
  define twice for project = 2 * points
  define large for project = revenue > 1000 CNY
  define north for project = unit.region = north
  define many for unit = count(project where ok)
  target growth for project cite "2" : revenue >= 100 CNY
}$$);
-- The same again is no new version, another text is.
SELECT remit.add('bonus', texts[1]) FROM remit.policies;
SELECT remit.add('bonus', replace(texts[1], '20%', '10%')) FROM remit.policies;
SELECT name, version, length(hash), added_by = session_user AS mine FROM remit.policies ORDER BY version;
-- A layout is no difference in meaning.
SELECT remit.hash(texts[1]) = remit.hash(replace(texts[1], '  ', ' ')) AS same,
       remit.hash(texts[1]) = hash AS kept FROM remit.policies WHERE version = 1;
-- Several files: the second amends the first.
SELECT remit.add('several', 'policy p { currency CNY entity a { key id : text } define x for a = 1 }',
                 'policy q { currency CNY amends p { replace define x for a = 2 } }');
SELECT remit.value('several', 'x', '{"id": "a"}'::jsonb);
-- What is wrong, where, and how to mend it.
SELECT * FROM remit.check('policy p { define x = amuont }');
SELECT remit.add('wrong', E'policy p {\n  define x = amuont\n}');
SELECT remit.hash(E'政策 p {\n  定义 甲 = 金客\n}');
SET remit.language = zh;
SELECT remit.hash(E'政策 p {\n  定义 甲 = 金客\n}');
SELECT remit.value('nobody', 'x', '{}'::jsonb);
RESET remit.language;
SET remit.language = fr;
SELECT remit.value('nobody', 'x', '{}'::jsonb);
SELECT remit.value('bonus@7', 'x', '{}'::jsonb);
SELECT remit.value('bonus@x', 'x', '{}'::jsonb);
SELECT remit.hash('');
SELECT remit.hash('policy');
INSERT INTO remit.policies VALUES ('a{b', 1, '{}', '', '2024-01-01', 'me');
