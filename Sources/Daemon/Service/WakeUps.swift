import Dispatch
import FoundationEssentials
import Glibc

/// What wakes the daemon: signals, one alarm on the wall clock, and the watchdog's beat, all as
/// events of one stream. Between them nothing runs.
final class WakeUps {
  let events: AsyncStream<Service.Event>
  /// Adds an event from anywhere.
  let post: @Sendable (Service.Event) -> Void

  private let queue = DispatchQueue(label: "rassegna.wake-ups")
  private let alarm: any DispatchSourceTimer
  /// Rings a second after the alarm where that does not, because the wall clock was set back.
  private let backstop: any DispatchSourceTimer
  private var sources: [any DispatchSourceProtocol] = []

  /// - Parameters:
  ///   - watchdogInterval: nil for no watchdog.
  ///   - endLimit: how long ending may take: systemd, and a person, are told five seconds.
  ///   - onOverrun: called when the daemon is still there after it, whatever it hangs on.
  init(
    watchdogInterval: Duration?, endLimit: DispatchTimeInterval = .milliseconds(4500),
    onOverrun: @escaping @Sendable () -> Void
  ) {
    let (stream, continuation) = AsyncStream.makeStream(of: Service.Event.self)
    events = stream
    post = { continuation.yield($0) }
    alarm = DispatchSource.makeTimerSource(queue: queue)
    let post = post
    backstop = DispatchSource.makeTimerSource(queue: queue)
    for timer in [alarm, backstop] {
      timer.setEventHandler { post(.alarm) }
      timer.activate()
    }
    listen(to: SIGHUP, .reload)
    for number in [SIGTERM, SIGINT] {
      listen(to: number, .terminate) { [queue] in
        queue.asyncAfter(deadline: .now() + endLimit, execute: onOverrun)
      }
    }
    if let watchdogInterval { beat(every: watchdogInterval) }
  }

  /// Sets the alarm, in place of the one before; nil turns it off. It follows the wall clock, through
  /// suspends and changes of the clock.
  func setAlarm(at date: Date?, now: Date) {
    guard let date else {
      alarm.schedule(wallDeadline: .distantFuture)
      backstop.schedule(deadline: .distantFuture)
      return
    }
    let wait = min(max(0, date.timeIntervalSince(now)), 1e9)
    backstop.schedule(deadline: .now() + wait + 1, leeway: .seconds(1))
    let seconds = max(0, date.timeIntervalSince1970)
    let whole = seconds.rounded(.up)
    let time = timespec(tv_sec: Int(min(whole, 1e11)), tv_nsec: 0)
    alarm.schedule(wallDeadline: DispatchWallTime(timespec: time), leeway: .milliseconds(100))
  }

  private func listen(
    to number: Int32, _ event: Service.Event, also act: @escaping @Sendable () -> Void = {}
  ) {
    // The default deed of the signal would end the process before the source sees it.
    _ = signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    let post = post
    source.setEventHandler {
      post(event)
      act()
    }
    source.activate()
    sources.append(source)
  }

  private func beat(every interval: Duration) {
    let timer = DispatchSource.makeTimerSource(queue: queue)
    let post = post
    timer.setEventHandler { post(.watchdog) }
    let milliseconds = Int(interval.seconds * 1000)
    timer.schedule(deadline: .now(), repeating: .milliseconds(milliseconds))
    timer.activate()
    sources.append(timer)
  }

  /// The time that systemd wants to hear with RELOADING. Source: sd_notify(3).
  static var monotonicMicroseconds: UInt64 {
    DispatchTime.now().uptimeNanoseconds / 1000
  }
}
