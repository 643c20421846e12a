import Dispatch

/// When libcurl wants to be called next.
///
/// Setting a Dispatch timer costs more than letting it fire in vain, so one that is set too early is
/// left to fire and set anew only then.
final class Alarm {
  /// The moment, in nanoseconds of uptime; nil for never.
  private var due: UInt64?
  /// The moment that the Dispatch timer is set to; nil when it is not set.
  private var armed: UInt64?

  /// Notes libcurl's wish: in so many milliseconds, zero at once, less than zero never.
  func set(milliseconds: Int) {
    guard milliseconds >= 0 else {
      due = nil
      return
    }
    let wait = UInt64(min(milliseconds, 86_400_000)) * 1_000_000
    due = wait == 0 ? 0 : DispatchTime.now().uptimeNanoseconds + wait
  }

  /// Whether the moment has come; forgets it if so.
  func ring() -> Bool {
    guard let due, due == 0 || due <= DispatchTime.now().uptimeNanoseconds else { return false }
    self.due = nil
    return true
  }

  /// Sets `timer` if it would fire too late.
  func arm(_ timer: any DispatchSourceTimer) {
    guard let due, armed.map({ due < $0 }) ?? true else { return }
    armed = due
    timer.schedule(deadline: DispatchTime(uptimeNanoseconds: due), leeway: .milliseconds(1))
  }

  /// Says that the timer has fired.
  func fired() {
    armed = nil
  }
}
