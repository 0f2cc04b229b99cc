//! What is Rust's own: values, errors, cases, runs that stop, closing.

mod common;

use common::{TEXT, compiled, many, one, policy, results};
use remit::*;
use std::cell::Cell as Counter;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};

fn decimal(text: &str) -> Decimal {
    text.parse().expect(text)
}

fn bonus(revenue: impl Into<Cell<'static>>) -> Result<Option<Decimal>> {
    results(revenue)?.all_columns("project")?.decimal(0, "bonus")
}

fn fault(revenue: impl Into<Cell<'static>>) -> String {
    match bonus(revenue) {
        Err(Error::Cell(fault)) => fault.name,
        other => panic!("{other:?}"),
    }
}

#[test]
fn figures_are_exact() -> Result<()> {
    let given: [(Cell<'static>, &str); 9] = [
        ("2500000.05".into(), "500000.00"),
        ("1000000.23".into(), "200000.05"),
        (0.1.into(), "0.02"),
        (0.1_f32.into(), "0.02"),
        (1000.into(), "200.00"),
        (100_u8.into(), "20.00"),
        (Decimal::new(1234, 2).into(), "2.47"),
        (String::from("123").into(), "24.60"),
        (Some(5_i64).into(), "1.00"),
    ];
    for (revenue, wanted) in given {
        let shown = bonus(revenue.clone())?.map(|bonus| bonus.to_string());
        assert_eq!(shown.as_deref(), Some(wanted), "{revenue:?}");
    }
    Ok(())
}

#[test]
fn wide_numbers_keep_all_digits() -> Result<()> {
    let text = "policy w { entity row { key id : text n : number } define m for row = n + 1 }";
    let wide = Policy::compile([("w.remit", text)])?;
    for n in [
        i128::from(i64::MAX),
        i128::from(i64::MAX) + 1,
        -i128::from(i64::MAX) - 2,
        12345678901234567890123456789,
    ] {
        let data = wide.tables().with("row", [row! { "id" => "a", "n" => n }])?.data()?;
        let table = wide.evaluate(&data)?.table("row")?;
        assert_eq!(table.decimal(0, "m")?, Some(Decimal::from(n + 1)));
        assert_eq!(table.text(0, "m")?, table.decimal(0, "m")?.expect("a number").to_string());
        assert_eq!(table.value(0, "m")?, Value::Decimal(Decimal::from(n + 1)));
    }
    Ok(())
}

#[test]
fn what_is_no_value_is_an_error_of_its_cell() -> Result<()> {
    for revenue in [
        Cell::from("much"),
        f64::INFINITY.into(),
        (0.1 + 0.2).into(),
        true.into(),
        Date::new(2010, 1, 31).into(),
    ] {
        assert_eq!(fault(revenue.clone()), "bad_cell", "{revenue:?}");
    }
    let policy = policy();
    let mut data = one(&policy, 1)?;
    for (day, wanted) in [(Date::new(2010, 2, 28), 0), (Date::new(2010, 2, 31), 1)] {
        data.set("project", 0, [("signed", day)])?;
        let errors = policy.evaluate(&data)?.error_count();
        assert_eq!(errors, wanted, "{day}");
    }
    assert_eq!(fault(None::<i32>), "missing");
    assert_eq!(fault(f64::NAN), "missing");
    let results = results("much")?;
    let table = results.all_columns("project")?;
    assert_eq!(table.value(0, "bonus")?.to_string(), "!bad_cell");
    assert!(matches!(table.text(0, "bonus"), Err(Error::Cell(_))));
    assert_eq!(results.causes()?.len(), 1);
    assert_eq!(results.causes()?.text(0, "column")?, "revenue");
    Ok(())
}

#[test]
fn names_that_do_not_fit_are_said() -> Result<()> {
    let policy = policy();
    let mut data = policy.data()?;
    let error =
        data.add("project", row! { "id" => "a", "revenu" => 1 }).expect_err("no such field");
    assert_eq!(error.status(), Some(Status::NotFound));
    assert_eq!(
        error.to_string(),
        "“project” has no field “revenu”; there are id, revenue, staff, signed"
    );
    assert_eq!(data.row_count("project")?, 0);
    let twice = data.add("project", row! { "id" => "a", "Number" => "b" }).expect_err("twice");
    assert_eq!(twice.status(), Some(Status::InvalidArgument));
    assert_eq!(
        policy.tables().data().map(drop).expect_err("no table").status(),
        Some(Status::DataError)
    );
    assert_eq!(policy.tables().empty("project")?.data()?.row_count("project")?, 0);
    let chinese = compiled(&Options::new().language(Language::Zh));
    assert!(chinese.entity("x").expect_err("none").to_string().contains("没有名为“x”的数据表"));
    let totals = results(1)?.totals()?;
    assert_eq!(
        totals.text(9, "payer").expect_err("no row").to_string(),
        "there is no row 9; there are 1 rows"
    );
    assert_eq!(totals.text(0, "nobody").expect_err("no column").status(), Some(Status::NotFound));
    assert_eq!(totals.text(0, 99).expect_err("no column").status(), Some(Status::NotFound));
    assert_eq!(totals.find(&["x"]).expect_err("no key").status(), Some(Status::NotFound));
    let nul = Policy::compile([("a\0b", TEXT)]).expect_err("a name of two");
    assert_eq!(nul.status(), Some(Status::InvalidArgument));
    Ok(())
}

#[test]
fn a_bad_policy_is_an_error_with_its_diagnostics() {
    let text = TEXT.replace("* revenue", "* revenu");
    let error = Policy::compile([("bad.remit", text.as_str())]).expect_err("it does not compile");
    let first = &error.diagnostics().expect("diagnostics")[0];
    assert_eq!((first.code.as_str(), first.severity, first.line), ("R0201", Severity::Error, 14));
    let fix = first.fix.as_ref().expect("a remedy");
    assert_eq!(fix.replacement, "revenue");
    assert_eq!(&text[fix.begin..fix.end], "revenu");
    assert!(error.to_string().contains("^~~"), "{error}");
    assert_eq!(error.status(), Some(Status::PolicyError));
    assert!(matches!(Policy::load("no such file"), Err(Error::File { .. })));
}

#[test]
fn rows_come_from_maps_and_from_ones_own() -> Result<()> {
    struct Project {
        id: String,
        revenue: Decimal,
        signed: Option<Date>,
    }
    impl Project {
        fn cells(&self) -> Row<'_> {
            row! { "id" => &self.id, "revenue" => self.revenue, "signed" => self.signed }
        }
    }
    let policy = policy();
    let own =
        [Project { id: "a".into(), revenue: decimal("5"), signed: Some(Date::new(2010, 2, 28)) }];
    let map = HashMap::from([("id", "b"), ("revenue", "10")]);
    let sorted =
        BTreeMap::from([("id".to_owned(), Cell::from("c")), ("revenue".to_owned(), 15.into())]);
    let mut data = policy.tables().with("project", own.iter().map(Project::cells))?.data()?;
    assert_eq!(data.add("project", map)?, 1);
    assert_eq!(data.add("project", sorted)?, 2);
    let copy = data.try_clone()?;
    data.set("project", 0, [("revenue", 500)])?;
    let amounts = |data: &Data| -> Result<Vec<String>> {
        policy.evaluate(data)?.table("project")?.rows().map(|row| row.text("bonus")).collect()
    };
    assert_eq!(amounts(&data)?, ["100.00", "2.00", "3.00"]);
    assert_eq!(amounts(&copy)?, ["1.00", "2.00", "3.00"]);
    data.clear("project")?;
    assert_eq!(data.row_count("project")?, 0);
    Ok(())
}

#[test]
fn every_row_and_every_value() -> Result<()> {
    let results = results("800000.05")?;
    let table = results.table("project")?;
    let row = table.row(0)?.values()?;
    assert_eq!(row["bonus"], Value::Decimal(decimal("160000.01")));
    assert_eq!(row["id"], Value::Text("p".into()));
    assert_eq!(table.columns()[table.column("bonus")?].currency, "CNY");
    let targets = results.targets()?;
    assert_eq!(targets.bool(0, "met")?, Some(false));
    assert_eq!(targets.rows().next().expect("a row").value("met")?, Value::Bool(false));
    assert_eq!(
        results.ledger()?.rows().map(|row| row.text("payer")).collect::<Result<Vec<_>>>()?,
        ["treasury"]
    );
    assert_eq!(results.totals_by(&["reward", "payee"])?.text(0, "reward")?, "bonus");
    assert_eq!(results.payments(Payments::Lines, &["staff"])?.text(0, "amount")?, "160000.01");
    assert_eq!(results.digest()?.len(), 32);
    assert!(results.manifest()?.contains(&policy().hash()));
    Ok(())
}

#[test]
fn explanations_say_how() -> Result<()> {
    let results = results("4000000")?;
    let memo = results.explain("project", "p", "bonus")?;
    assert!(memo.text()?.starts_with("How bonus of project “p” comes about"));
    assert!(memo.clone().language(Language::Zh).text()?.contains("计算情况的说明"));
    assert!(memo.clone().depth(1).text()?.len() <= memo.clone().unfolded().text()?.len());
    assert_eq!(results.explain_row("project", 0, "bonus")?.text()?, memo.text()?);
    let unknown = results.explain("project", "q", "bonus").map(drop).expect_err("no such row");
    assert_eq!(unknown.status(), Some(Status::NotFound));
    let none = results.explain("project", "p", "nothing")?.text().expect_err("no such column");
    assert_eq!(none.status(), Some(Status::NotFound));
    Ok(())
}

#[test]
fn a_case_runs_again_and_again() -> Result<()> {
    let policy = policy();
    let mut case = policy.case("project")?;
    assert!(case.table().is_empty());
    let first = case.run(row! { "id" => "p", "revenue" => 100, "staff" => 1 })?.text(0, "bonus")?;
    assert_eq!(first, "20.00");
    assert_eq!(case.run([("revenue", 200)])?.decimal(0, "bonus")?, Some(Decimal::from(40)));
    let revenue = case.field("revenue")?;
    for i in 0..300_u32 {
        case.set(revenue, i)?;
        let wanted = bonus(i)?;
        assert_eq!(case.compute()?.decimal(0, "bonus")?, wanted);
    }
    assert!(matches!(case.run([("revenue", "much")])?.decimal(0, "bonus"), Err(Error::Cell(_))));
    case.run([("revenue", 7)])?;
    case.tables().set("project", 0, [("staff", 5)])?;
    let whole = policy.evaluate(&case.data()?)?;
    assert_eq!(whole.totals()?.text(0, "amount")?, "1.40");
    assert_eq!(whole.targets()?.bool(0, "met")?, Some(true));
    drop(policy);
    assert_eq!(case.compute()?.text(0, "third")?, "1.67");
    Ok(())
}

#[test]
fn cells_go_in_and_figures_come_out_in_one_call() -> Result<()> {
    let text = "policy w { currency CNY rounding half_up to 0.01 party t \
        entity row { key id : text a : money b : count day : date yes : bool \
        level : one of { low, high } note : text optional } \
        define per for row = round(a / b, to 0.01 CNY, half_up) \
        define next for row : date = day + 1 month \
        define no for row = not yes \
        define kept for row = if yes then level else low \
        define twice for row = 2 * b \
        define said for row : text = note otherwise \"none\" }";
    let policy = Policy::compile([("w.remit", text)])?;
    let fields = ["id", "a", "b", "day", "yes", "level", "note"];
    let columns = ["per", "next", "no", "kept", "twice", "said"];
    let missing = policy.case("row")?.exchange(&["x"], &[]).map(drop).expect_err("no field");
    assert_eq!(missing.status(), Some(Status::NotFound));
    let missing = policy.case("row")?.exchange(&[], &["x"]).map(drop).expect_err("no column");
    assert_eq!(missing.status(), Some(Status::NotFound));
    let mut desk = policy.case("row")?.exchange(&fields, &columns)?;
    // What is exchanged is held against another case, set by names.
    let mut other = policy.case("row")?;
    let mut run = |cells: [Cell<'_>; 7]| -> Result<String> {
        let expected = other.run(fields.into_iter().zip(cells.clone()))?;
        for (at, cell) in cells.into_iter().enumerate() {
            desk.set(at, cell)?;
        }
        desk.run()?;
        let mut got = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let value = desk.value(at)?;
            assert_eq!(value, expected.value(0, *column)?, "{column}");
            got.push(value.to_string());
        }
        Ok(got.join(" "))
    };
    let day = |year, month, day| Cell::from(Date::new(year, month, day));
    let hundred = Cell::from(Decimal::new(10000, 2));
    let cells =
        ["k".into(), hundred, 3.into(), day(2010, 1, 31), true.into(), "high".into(), "远".into()];
    assert_eq!(run(cells)?, "33.33 2010-02-28 false high 6 远");
    let cells = [
        "k".into(),
        "-7.5".into(),
        2.into(),
        day(2010, 1, 31),
        false.into(),
        "high".into(),
        Cell::Blank,
    ];
    assert_eq!(run(cells)?, "-3.75 2010-02-28 true low 4 none");
    let huge: Decimal = "99999999999999999999999999.99".parse()?;
    for a in [
        huge.into(),
        "abc".into(),
        2.5.into(),
        Cell::Blank,
        true.into(),
        Decimal::new(1234, 3).into(),
    ] {
        for day in
            [day(1, 1, 1), day(9999, 11, 30), day(2011, 2, 29), day(1969, 12, 31), day(2000, 2, 29)]
        {
            run(["k".into(), a.clone(), 2.into(), day, true.into(), "none".into(), "x".into()])?;
        }
    }
    desk.case_mut().run(row! { "a" => "10", "b" => 4 })?;
    desk.keep(1);
    desk.keep(2);
    assert_eq!(desk.run()?.decimal(0)?, Some(Decimal::new(250, 2)));
    assert_eq!(desk.into_case().compute()?.text(0, "per")?, "2.50");
    Ok(())
}

#[test]
fn the_word_of_a_figure_is_that_of_its_own_run() -> Result<()> {
    let text = "policy w { \
        entity row { key part, level part : text level : one of { low, mid, high } yes : bool note : text optional } \
        define kept for row = if yes then level else low \
        define said for row : text = note otherwise \"none\" }";
    let policy = Policy::compile([("w.remit", text)])?;
    assert_eq!(policy.entity("row")?.columns[0].categories, ["low", "mid", "high"]);
    let mut desk = policy
        .case("row")?
        .exchange(&["part", "level", "yes", "note"], &["level", "kept", "said"])?;
    desk.set(0, "p")?;
    desk.set(1, "mid")?;
    desk.set(2, true)?;
    desk.set(3, "远")?;
    assert_eq!(desk.run()?.value(2)?, Value::Text("远".into()));
    for level in ["high", "low", "nothing"] {
        desk.case_mut().run([("level", level)])?;
        for figure in [0, 1] {
            assert_eq!(desk.value(figure)?, Value::Text("mid".into()), "{level}");
        }
    }
    for level in ["low", "mid", "high", "mid"] {
        desk.set(1, level)?;
        assert_eq!(desk.run()?.value(0)?, Value::Text(level.into()));
        assert_eq!(desk.value(1)?, Value::Text(level.into()));
    }
    Ok(())
}

#[test]
fn a_form_asks_no_question_too_many() -> Result<()> {
    let text = "policy g { currency CNY rounding half_up to 0.01 party t \
                entity unit { key name : text kind : one of { township, department } } \
                entity project { key id : text unit : unit investment : money \"invested\" within 0..1000万元 } \
                reward bonus for project { when unit.kind is department pay 5% * investment cap 40万元 from t } }";
    let policy = Policy::compile([("g.remit", text)])?;
    let mut case = policy.case("project")?;
    case.tables().add("unit", row! { "name" => "A" })?;
    case.run([("unit", "A")])?;
    let needs = case.needs("bonus", &[""; 0], &["unit"])?;
    let asked: Vec<&str> = needs.inputs.iter().map(|need| need.path.as_str()).collect();
    assert_eq!((needs.determined, needs.state.as_str()), (false, "open"));
    assert_eq!(asked, ["unit.kind", "investment"]);
    assert_eq!(needs.inputs[0].words, ["township", "department"]);
    assert_eq!(
        (needs.inputs[1].label.as_str(), needs.inputs[1].currency.as_str()),
        ("invested", "CNY")
    );
    assert_eq!((needs.least.as_deref(), needs.most.as_deref()), (Some("0"), Some("400000")));
    case.tables().set("unit", 0, [("kind", "township")])?;
    let known = case.needs("bonus", &[""; 0], &[""; 0])?;
    assert_eq!((known.determined, known.figure.as_deref()), (true, Some("0.00")));
    assert_eq!(
        case.needs("nothing", &[""; 0], &[""; 0]).expect_err("none").status(),
        Some(Status::NotFound)
    );
    Ok(())
}

#[test]
fn a_run_stops_when_it_is_told_to() -> Result<()> {
    let policy = policy();
    let data = many(&policy, 20_000)?;
    let cancel = Cancel::new()?;
    let watched = Options::new().cancel(&cancel);
    cancel.request();
    let stopped = policy.evaluate_with(&data, &watched).map(drop).expect_err("the flag is set");
    assert_eq!(stopped.status(), Some(Status::Cancelled));
    cancel.reset();
    assert!(policy.evaluate_with(&data, &watched).is_ok());

    let calls = AtomicU32::new(0);
    let heard = |answer: ControlFlow<()>| {
        let calls = &calls;
        Options::new().batch_rows(64).progress(move |done, total| {
            assert!(done <= total);
            calls.fetch_add(1, Ordering::Relaxed);
            answer
        })
    };
    assert!(policy.evaluate_with(&data, &heard(ControlFlow::Continue(()))).is_ok());
    let stopped = policy.evaluate_with(&data, &heard(ControlFlow::Break(()))).map(drop);
    assert_eq!(stopped.expect_err("told to").status(), Some(Status::Cancelled));
    assert!(calls.into_inner() >= 2);

    let limited = Options::new().limit(Limit::Steps, 10);
    let error = policy.evaluate_with(&data, &limited).map(drop).expect_err("too many");
    assert_eq!(error.status(), Some(Status::LimitExceeded));
    let bad = policy.evaluate_with(&data, &Options::new().as_of(Date::new(2010, 2, 31))).map(drop);
    assert_eq!(bad.expect_err("no such day").status(), Some(Status::InvalidArgument));
    Ok(())
}

#[test]
#[should_panic(expected = "mine")]
fn a_panic_of_the_listener_goes_on_in_the_caller() {
    let policy = policy();
    let data = many(&policy, 20_000).expect("data");
    let options = Options::new().batch_rows(64).progress(|_, _| panic!("mine"));
    let _ = policy.evaluate_with(&data, &options);
}

#[test]
fn only_what_is_asked_for() -> Result<()> {
    let policy = policy();
    let data = one(&policy, 100)?;
    let only = Options::new().only(Output::TOTALS | Output::ERRORS);
    let results = policy.evaluate_with(&data, &only)?;
    assert_eq!(results.totals()?.text(0, "amount")?, "20.00");
    assert_eq!(
        results.ledger().map(drop).expect_err("not asked").status(),
        Some(Status::Unsupported)
    );
    let measured = Options::new().measured();
    let results = policy.evaluate_with(&many(&policy, 1000)?, &measured)?;
    assert!(!results.stages()?.is_empty());
    assert!(results.notes()?.columns().len() == 3);
    Ok(())
}

#[test]
fn results_live_on() -> Result<()> {
    let table = {
        let results = {
            let policy = policy();
            policy.evaluate(&one(&policy, 5)?)?
        };
        assert_eq!(results.all_columns("project")?.text(0, "bonus")?, "1.00");
        results.ledger()?
    };
    assert_eq!(table.text(0, "key")?, "p");
    Ok(())
}

#[test]
fn the_policy_describes_itself() -> Result<()> {
    let policy = policy();
    assert_eq!(
        (policy.name(), policy.title(), policy.hash().len()),
        ("bonuses".into(), "bonuses".into(), 64)
    );
    assert_eq!(policy.clauses()[0].form, "reward");
    let project = policy.entity("project")?;
    assert_eq!((project.fields[1].currency.as_str(), project.fields[1].scale), ("CNY", 2));
    assert_eq!(project.fields[1].kind, Kind::Money);
    assert!(project.fields[0].key && project.fields[2].optional);
    assert!(project.columns.iter().any(|column| column.name == "bonus" && column.cite == "1"));
    assert!(policy.entities()[0].is_whole());
    assert!(policy.diagnostics().iter().any(|said| said.severity != Severity::Error));
    assert!(policy.diagnostics().json().starts_with('{'));
    assert!(format("a.remit", TEXT, Keywords::Chinese)?.contains("奖励 bonus"));
    assert!(library_version()?.split('.').count() == 3);
    Ok(())
}

#[test]
fn the_policys_own_tests_run() -> Result<()> {
    let tests = "  test \"one\" {\n    given project from \"a.csv\"\n    expect project \"p\" bonus = 2 CNY\n  }\n}";
    let text = TEXT.strip_suffix('}').map(|text| text.to_owned() + tests).expect("a brace");
    let policy = Policy::compile([("t.remit", text)])?;
    let asked = Counter::new(0);
    let passed = policy.run_tests(
        |path, entity, mut data| {
            assert_eq!(path, "a.csv");
            asked.set(asked.get() + 1);
            data.add(entity, row! { "id" => "p", "revenue" => 10, "staff" => 1 })?;
            Ok(())
        },
        &Options::new(),
    )?;
    assert!(passed[0].passed, "{passed:?}");
    assert_eq!(asked.get(), 1);
    let failed = policy.run_tests(|_, _, _| Err("no file".into()), &Options::new())?;
    assert!(!failed[0].passed && !failed[0].message.is_empty());
    Ok(())
}

#[test]
fn two_runs_are_compared() -> Result<()> {
    let (before, after) = (results("1000")?, results("1500.05")?);
    let found = compare(&before, &after)?;
    assert_eq!(found.change_count(), 1);
    let changes = found.changes()?;
    assert_eq!(changes.text(0, "difference")?, "100.01");
    assert_eq!(changes.text(0, "parts_by")?, "input");
    assert_eq!(found.totals()?.text(0, "difference")?, "100.01");
    assert_eq!(found.largest(1)?.len(), 1);
    assert_eq!(found.totals_by(&["reward"])?.text(0, "reward")?, "bonus");
    let other = Policy::compile([("b.remit", TEXT.replace("500_000", "400_000"))])?;
    let changed = policy().changes_to(&other)?;
    assert_eq!((changed.len(), changed.text(0, "change")?.as_str()), (1, "changed"));
    Ok(())
}

#[test]
fn what_ifs() -> Result<()> {
    let policy = policy();
    let data = one(&policy, "800000.05")?;
    let options = Options::new();
    let sweep = policy.sweep(&data, &["rate=10%..20%/5%"], &["totals"], &options)?;
    assert_eq!((sweep.table.len(), sweep.parameters), (3, 1));
    assert!(sweep.picture("total(treasury)", Language::En)?.starts_with("<svg "));
    let most = Direction::Largest;
    let rate = ["rate=10%..20%/0.1%"];
    let found = policy.solve(&data, &rate, "total(treasury) <= 100000", most, None, &options)?;
    assert_eq!(found.value()?.as_deref(), Some("12.4%"));
    assert_eq!(found.table.text(0, "neighbour")?, "12.5%");
    let row = Some(("project", "p"));
    let least =
        policy.solve(&data, &["revenue"], "bonus >= 500000", Direction::Smallest, row, &options)?;
    assert_eq!(least.value()?.as_deref(), Some("2499999.98"));
    let error =
        policy.sweep(&data, &["rote=1%"], &[""; 0], &options).map(drop).expect_err("no such");
    assert_eq!(error.status(), Some(Status::NotFound));
    Ok(())
}

#[test]
fn decimals() {
    let shown = |coefficient, scale| Decimal::new(coefficient, scale).to_string();
    assert_eq!(shown(-123450, 2), "-1234.50");
    assert_eq!(shown(5, 3), "0.005");
    assert_eq!(shown(-5, 0), "-5");
    assert_eq!(shown(0, 2), "0.00");
    assert_eq!(shown(i128::MIN, 0), "-170141183460469231731687303715884105728");
    assert_eq!(
        format!("{:>8}|{:<8}|{:+}", decimal("1.5"), decimal("1.5"), decimal("1.5")),
        "     1.5|1.5     |+1.5"
    );
    for text in [
        "-1234.50",
        "0",
        "0.00",
        "-0.5",
        "170141183460469231731687303715884105727",
        "-170141183460469231731687303715884105728",
    ] {
        assert_eq!(decimal(text).to_string(), text);
    }
    for text in [
        "",
        "-",
        "1.",
        ".5",
        "+1",
        "1e3",
        "1_000",
        " 1",
        "--1",
        "1.5.2",
        "一",
        "170141183460469231731687303715884105728",
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
    assert_eq!(decimal("1.50"), decimal("1.5"));
    assert_eq!(decimal("0.00"), decimal("0"));
    assert_eq!(
        HashSet::from([decimal("1.50"), decimal("1.5"), decimal("100"), decimal("100.00")]).len(),
        2
    );
    let mut sorted =
        ["-1.5", "3", "2.99", "-20", "0", "0.001", "170141183460469231731687303715884105727"]
            .map(decimal);
    sorted.sort();
    assert_eq!(
        sorted,
        ["-20", "-1.5", "0", "0.001", "2.99", "3", "170141183460469231731687303715884105727"]
            .map(decimal)
    );
    // Where giving the one the digits of the other would take more than there are.
    assert!(decimal("170141183460469231731687303715884105727") > Decimal::new(1, 38));
    assert!(Decimal::new(1, 200) < decimal("1"));
    assert!(Decimal::new(-1, 200) > decimal("-1"));
    assert_eq!(decimal("0.1").checked_add(decimal("0.25")), Some(decimal("0.35")));
    assert_eq!(
        decimal("1").checked_sub(decimal("0.25")).map(|d| d.to_string()).as_deref(),
        Some("0.75")
    );
    assert_eq!(decimal("170141183460469231731687303715884105727").checked_add(decimal("1")), None);
    assert_eq!(decimal("1.50").with_scale(1).map(|d| d.to_string()).as_deref(), Some("1.5"));
    assert_eq!(decimal("1.55").with_scale(1), None);
}

#[test]
fn days() {
    assert_eq!("2010-01-31".parse::<Date>().expect("a day"), Date::new(2010, 1, 31));
    assert_eq!(Date::new(987, 6, 5).to_string(), "0987-06-05");
    for text in [
        "",
        "2010-1-31",
        "2010-01-31T00:00",
        "2010-13-01",
        "2010-00-01",
        "2010-01-32",
        "31.12.2010",
        "２０１０-01-01",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
}

#[test]
fn rows_come_from_what_serializes() -> Result<()> {
    use serde_core::ser::{Serialize, SerializeStruct, Serializer};

    struct Project {
        revenue: Decimal,
        signed: Option<Date>,
        staff: u64,
    }
    impl Serialize for Project {
        fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
            let mut row = to.serialize_struct("Project", 4)?;
            row.serialize_field("Number", "p")?;
            row.serialize_field("revenue", &self.revenue)?;
            row.serialize_field("signed", &self.signed)?;
            row.serialize_field("staff", &self.staff)?;
            row.end()
        }
    }
    let project =
        Project { revenue: decimal("800000.05"), signed: Some(Date::new(2010, 1, 31)), staff: 3 };
    let row = row_of(&project)?;
    assert_eq!(row[1], ("revenue".to_owned(), Cell::from("800000.05")));
    assert_eq!(row[3], ("staff".to_owned(), Cell::from(3)));
    let policy = policy();
    let mut data = policy.tables().with("project", [row])?.data()?;
    data.add("project", row_of(&HashMap::from([("id", "q"), ("revenue", "5")]))?)?;
    let json = serde_json::json!({"id": "r", "revenue": 10, "staff": null});
    data.add("project", row_of(&json)?)?;
    let results = policy.evaluate(&data)?;
    let table = results.all_columns("project")?;
    let values = table.row(0)?.values()?;
    let told = serde_json::to_value(&values).expect("JSON");
    assert_eq!((told["bonus"].as_str(), told["third"].as_str()), (Some("160000.01"), Some("1.00")));
    let blank = serde_json::to_value(table.row(2)?.values()?).expect("JSON");
    assert_eq!(blank["bonus"], "2.00");

    for nothing in [serde_json::json!([1]), serde_json::json!("p"), serde_json::json!({"id": [1]})]
    {
        let error = row_of(&nothing).expect_err("no row");
        assert_eq!(error.status(), Some(Status::InvalidArgument), "{error}");
    }
    Ok(())
}
