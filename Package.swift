// swift-tools-version: 6.2
// The architecture: which module may see which. An edge that is not declared here fails the build
// (`--explicit-target-dependency-import-check error`, see Makefile). ARCHITECTURE.md says why.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// Folders of tests that hold no code.
let excluded = [
  "Feeds": ["Fixtures"], "Digests": ["Fixtures"], "Fuzzing": ["Corpus", "dictionary.txt"],
]

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    exclude: excluded[name] ?? [], swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String? = nil, debian: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let package = Package(
  name: "rassegna",
  products: [.executable(name: "rassegna", targets: ["Daemon"])],
  targets: [
    // C libraries, each seen by one module only.
    library("CLibXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
    library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
    library("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
    library("CCrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),
    library("CZip", pkgConfig: "libzip", debian: "libzip-dev"),
    library("CUTF8Proc", debian: "libutf8proc-dev"),
    library("CMicroHTTPD", pkgConfig: "libmicrohttpd", debian: "libmicrohttpd-dev"),
    library("CPCRE2", pkgConfig: "libpcre2-8", debian: "libpcre2-dev"),
    library("CPSL", pkgConfig: "libpsl", debian: "libpsl-dev"),
    library("CGetopt", debian: "libc6-dev"),
    library("CMalloc", debian: "libc6-dev"),
    library("CSpawn", debian: "libc6-dev"),
    .target(name: "CTOML", cxxSettings: [.define("TOML_HEADER_ONLY", to: "1")]),
    .target(name: "CMustache", cxxSettings: [.define("NDEBUG")]),

    // Values and pure functions.
    module("Bytes", []),
    module("Links", ["CCurl", "CPSL"]),
    module("Markup", ["Bytes", "CLibXML2", "Links"]),
    module("Feeds", ["CLibXML2", "Links", "Markup"]),
    module("Stories", ["Bytes", "Feeds", "Links", "Markup", "CCrypto", "CUTF8Proc"]),
    module("Patterns", ["CPCRE2", "CUTF8Proc"]),
    module("Archiving", ["CZip"]),
    module("Mustache", ["CMustache"]),
    module(
      "Digests",
      [
        "Archiving", "CUTF8Proc", "Feeds", "Links", "Markup", "Mustache", "Patterns", "Stories",
      ],
      resources: [.embedInCode("Theme")]),
    module("TOML", ["CTOML"]),
    module("Invocation", ["CGetopt"]),
    module("Memory", ["CMalloc"]),

    // Actions, each on a queue of its own.
    module("Confinement", []),
    module("Fetching", ["CCurl", "Confinement", "Links"]),
    module("Serving", ["CMicroHTTPD", "Confinement"]),
    module("Running", ["CSpawn"]),
    module("Storage", ["Bytes", "CSQLite", "Confinement", "Feeds", "Stories"]),

    // The program.
    .executableTarget(
      name: "Daemon",
      dependencies: [
        "Serving",
        "Confinement", "Digests", "Feeds", "Fetching", "Invocation", "Links", "Markup", "Memory",
        "Mustache", "Patterns", "Running", "Storage", "Stories", "TOML",
      ],
      swiftSettings: strict),

    // What `make bench` measures of Stories and Storage; no part of the program.
    .executableTarget(
      name: "StoryBench", dependencies: ["Feeds", "Storage", "Stories"],
      path: "Benchmarks/StoryBench", swiftSettings: strict),

    // An HTTP server that says what a test tells it to.
    .target(
      name: "ScriptServer", dependencies: ["Confinement"], path: "Tests/ScriptServer",
      swiftSettings: strict),

    // What libFuzzer tries, which the tests try again; its entry is no part of the package.
    .target(
      name: "Fuzzing", dependencies: ["Feeds", "Links", "Markup"], path: "Tests/Fuzzing",
      exclude: ["Entry"], swiftSettings: strict),

    tests("Bytes"),
    tests("Links"),
    tests("Markup", ["Fuzzing", "Links"]),
    tests("Fuzzing"),
    tests("Feeds", ["Links", "Markup"]),
    tests("Stories", ["Feeds", "Links", "Markup"]),
    tests("Digests", ["Feeds", "Markup", "Mustache", "Patterns", "Stories"]),
    tests("TOML"),
    tests("Patterns"),
    tests("Archiving"),
    tests("Mustache"),
    tests("Invocation"),
    tests("Memory"),
    tests("Confinement"),
    tests("Fetching", ["Confinement", "Links", "ScriptServer"]),
    tests("Serving", ["Fetching", "Links"]),
    tests("Running"),
    tests("Storage", ["Confinement", "Feeds", "Stories"]),
    tests(
      "Daemon",
      [
        "Confinement", "Digests", "Feeds", "Fetching", "Links", "Mustache", "Running",
        "ScriptServer", "Serving", "Storage",
        "Stories",
        "TOML",
      ]),
  ],
  cxxLanguageStandard: .cxx17
)
