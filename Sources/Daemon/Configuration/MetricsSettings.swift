import Serving

/// What Prometheus is told: the section `[metrics]`.
struct MetricsSettings: Sendable, Equatable {
  /// The file for node_exporter's textfile collector; a relative path is below the state's folder until
  /// the configuration is read to its end. Nil: none is written.
  var file: String?
  /// Where it may ask over HTTP; nil: nowhere.
  var listen: ServedAddress?
}
