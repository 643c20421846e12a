import Dispatch

/// Asks systemd for more time while a step runs that may take long, such as bringing a large database
/// up to date: again and again, but not for ever.
///
/// Source: sd_notify(3), EXTEND_TIMEOUT_USEC.
struct Patience: Sendable {
  let manager: ServiceManager
  /// The time that each request asks for; the next one comes after half of it.
  var portion: Duration = .seconds(30)
  /// How often it asks in all: half an hour of standing still is a step that hangs.
  var requests = 120

  /// Does `step` and says in `systemctl status` that it is under way.
  func during<Value: Sendable, Failure: Error>(
    _ name: String, _ step: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    manager.notify(.status(name), .extendTimeout(portion))
    let timer = request(name)
    defer { timer.cancel() }
    return try await step()
  }

  /// On a queue of its own, because the step may hold the thread that it runs on.
  private func request(_ name: String) -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "rassegna.patience"))
    let pause = DispatchTimeInterval.milliseconds(Int(portion.seconds * 500))
    var left = requests - 1
    timer.setEventHandler { [manager, portion] in
      guard left > 0 else { return }
      left -= 1
      manager.notify(.status(name), .extendTimeout(portion))
    }
    timer.schedule(deadline: .now() + pause, repeating: pause)
    timer.activate()
    return timer
  }
}
