//! Laws that show in the program as a whole.

use crate::repository::{PAGES, Repository};

#[test]
fn every_table_is_accounted_for() {
    let ended = Repository::regenerated().run(&["lint", "--summary"]);
    assert!(ended.out.contains("the sums add up"), "{}", ended.out);
    let tables = ended.out.lines().find(|line| line.contains(" tables with ")).unwrap();
    assert!(tables.split(' ').next().unwrap().parse::<usize>().unwrap() > 20, "{tables}");
}

#[test]
fn one_thread_gives_what_many_give() {
    let repository = Repository::regenerated();
    let many = repository.files();
    for path in many.keys().filter(|path| path.starts_with(repository.path("crates"))) {
        std::fs::remove_file(path).unwrap();
    }
    let status = repository.xtask(&["regenerate"]).env("RAYON_NUM_THREADS", "1").output().unwrap().status;
    assert!(status.success());
    assert!(repository.files() == many);
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let repository = Repository::regenerated();
    let ended = repository.run(&["regenerate"]).expect(0);
    assert!(ended.out.starts_with("nothing to do"), "{}", ended.out);
    std::fs::remove_file(repository.path(".regenerate/stamp")).unwrap();
    let ended = repository.run(&["regenerate"]).expect(0);
    assert!(ended.out.contains("0 files written, 0 removed"), "{}", ended.out);
}

#[test]
fn a_model_without_its_pages_is_the_input() {
    let repository = Repository::regenerated();
    let before = repository.files();
    let pages = repository.path("spec/demo/pages");
    std::fs::remove_dir_all(&pages).unwrap();
    repository.run(&["regenerate"]).expect(0);
    let kept = before.into_iter().filter(|(path, _)| !path.starts_with(&pages)).collect();
    assert!(repository.files() == kept);
}

#[test]
fn check_writes_nothing_and_names_the_command_and_the_files() {
    let repository = Repository::regenerated();
    let path = "crates/demo/src/lib.rs";
    repository.put(path, (repository.text(path) + "// edited\n").as_bytes());
    std::fs::remove_file(repository.path("crates/demo/README.md")).unwrap();
    let before = repository.files();
    let ended = repository.run(&["regenerate", "demo", "--check"]).expect(1);
    assert!(ended.out.contains(&format!("M {path}\n")) && ended.out.contains("-// edited"), "{}", ended.out);
    assert!(ended.out.contains("A crates/demo/README.md\n"), "{}", ended.out);
    assert!(ended.out.contains("run `cargo xtask regenerate demo`"), "{}", ended.out);
    assert!(repository.files() == before);
}

#[test]
fn foreign_pages_come_into_the_tree_as_facts() {
    let repository = Repository::regenerated();
    repository.put("elsewhere/page.txt", PAGES[0].1.as_bytes());
    repository.run(&["regenerate", "--docs", "elsewhere", "--as", "foreign"]).expect(0);
    let model = repository.text("spec/foreign/model.json");
    assert!(model.contains("\"instance_name\"") && !model.contains("Lists the dedicated gateways"));
    assert!(repository.text("spec/foreign/service.toml").contains("crate = \"hwc-foreign\""));
    repository.run(&["regenerate", "--check"]).expect(0);
    repository.run(&["regenerate", "--docs", "elsewhere", "--as", "foreign", "--descriptions", "full"]).expect(0);
    assert!(repository.text("spec/foreign/model.json").contains("Lists the dedicated gateways"));
}

/// A service of which one page is kept, and another stands in a repository of its documentation.
fn half_kept() -> Repository {
    let repository = Repository::regenerated();
    let config = repository.text("spec/demo/service.toml");
    let elsewhere = "\n[[documentation]]\ngit = \"https://example.com/docs/demo-docs\"\nfolder = \"source\"\n";
    repository.put("spec/demo/service.toml", (config + elsewhere).as_bytes());
    let waiting =
        format!("[service]\ncrate = \"hwc-later\"\ntitle = \"Later\"\n{}", elsewhere.replace("demo", "later"));
    repository.put("spec/later/service.toml", waiting.as_bytes());
    let other = PAGES[0].1.replace("/apigw/instances", "/apigw/gadgets");
    assert_ne!(other, PAGES[0].1);
    repository.put("docs/demo-docs/source/gadgets.txt", other.as_bytes());
    repository.put("docs/demo-docs/source/instances.txt", PAGES[0].1.as_bytes());
    repository
}

#[test]
fn one_run_makes_every_service_whose_documentation_is_there() {
    let repository = half_kept();
    let ended = repository.run(&["regenerate", "--docs", "docs"]).expect(0);
    assert!(ended.out.contains("demo: 2 operations"), "{}", ended.out);
    assert!(!repository.path("spec/later/model.json").exists());
    repository.run(&["regenerate", "--check"]).expect(0);
}

#[test]
fn kept_pages_are_read_over_documentation_that_is_not_at_hand() {
    let repository = half_kept();
    repository.run(&["regenerate", "--docs", "docs"]).expect(0);
    let model = repository.text("spec/demo/model.json");
    assert!(model.contains("/apigw/gadgets") && model.contains("\"kept\": true"));
    std::fs::remove_dir_all(repository.path("docs")).unwrap();
    let page = "spec/demo/pages/page.txt";
    repository.put(page, repository.text(page).replace("instance_name", "gateway_name").as_bytes());
    repository.run(&["regenerate"]).expect(0);
    let changed = repository.text("spec/demo/model.json");
    assert!(changed.contains("\"gateway_name\"") && changed.contains("/apigw/gadgets"));
    repository.put(page, PAGES[0].1.as_bytes());
    repository.run(&["regenerate"]).expect(0);
    assert_eq!(repository.text("spec/demo/model.json"), model);
}

#[test]
fn a_crate_in_a_folder_stands_alone_and_the_tree_stays() {
    let repository = Repository::regenerated();
    let before = repository.files();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    for _ in 0..2 {
        repository
            .run(&["regenerate", "--docs", "spec/demo/pages/page.txt", "--as", "alone", "--out", folder])
            .expect(0);
    }
    let manifest = std::fs::read_to_string(out.path().join("alone/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"hwc-alone\"") && !manifest.contains("workspace = true"), "{manifest}");
    assert!(out.path().join("alone/names.lock").exists());
    assert!(repository.files() == before);
}

#[test]
fn openapi_and_inspect_print_json() {
    let repository = Repository::regenerated();
    let page = "spec/demo/pages/page.txt";
    let json = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&repository.run(arguments).expect(0).out).unwrap()
    };
    let of_model = json(&["openapi", "demo"]);
    assert_eq!(of_model["openapi"], "3.1.0");
    assert_eq!(json(&["openapi", "--docs", page, "--as", "demo"])["paths"], of_model["paths"]);
    assert_eq!(json(&["inspect", page, "--format", "json"])["page"], "page.txt");
    assert!(json(&["inspect", page, "--tables"])["tables"].as_array().unwrap().len() > 3);
    repository.run(&["openapi"]).expect(2);
}

/// An operation with a placeholder of its own.
const LAMP: &str = "\
Querying a Lamp
===============

URI
---

GET /v1/{project_id}/lamps/{lamp_id}

.. table:: **Table 1** Path Parameters

   ========== ========= ====== ===========
   Parameter  Mandatory Type   Description
   ========== ========= ====== ===========
   project_id Yes       String Project.
   lamp_id    Yes       String Which lamp.
   ========== ========= ====== ===========

Response Parameters
-------------------

.. table:: **Table 2** Response body parameters

   ========= ====== ===========
   Parameter Type   Description
   ========= ====== ===========
   color     String Its color.
   ========= ====== ===========
";

#[test]
fn names_follow_their_operation_to_another_uri() {
    let repository = Repository::of_pages(&[("lamp.rst", LAMP.as_bytes())]);
    repository.run(&["regenerate"]).expect(0);
    let page = LAMP.replace("Querying a Lamp\n===============", "Asking for a Light\n==================");
    repository.put("spec/demo/pages/lamp.rst", page.as_bytes());
    repository.run(&["regenerate"]).expect(0);
    let page = page.replace("/lamps/", "/lights/").replace("lamp_id}", "light_id}").replace("lamp_id  ", "light_id ");
    repository.put("spec/demo/pages/lamp.rst", page.as_bytes());
    let ended = repository.run(&["regenerate"]).expect(0);
    assert!(ended.out.contains("op-path-changed") && ended.out.contains("\n1 finding: "), "{}", ended.out);
    let lock = repository.text("spec/demo/names.lock");
    assert!(lock.contains("[operation.\"GET /v1/{}/lights/{}\"]") && !lock.contains("/lamps/"), "{lock}");
    assert!(lock.contains("method = \"show_lamp\"") && lock.contains("\"path.light_id\" = \"lamp_id\""), "{lock}");
    let text = repository.text("crates/demo/src/v1/lamps.rs");
    assert!(text.contains("pub fn lamp_id(") && text.contains("\"/v1/{project_id}/lights/{light_id}\""), "{text}");
    repository.run(&["regenerate", "--check"]).expect(0);
}
