using Collections.Gateways.Documents;
using Collections.Simulation.Calc;

namespace Collections.Simulation.Tests.Calc;

/// <summary>Every row of the table of outcomes, as rule cases.</summary>
public sealed class FailureCasesTests
{
    private const string Defaults =
        """
        defaults:
          tz: Asia/Shanghai
          windows: ['09:00-12:00', '14:00-19:30']
          days: ALL
          calendar: cn
        cn: { holidays: [2025-10-01/2025-10-08], workdays: ['2025-09-28', '2025-10-11'] }

        """;

    [Fact]
    public void Codes_of_carriers_mean_one_outcome_each() => Hold(
        """
        failure_codes:
        - { id: a, in: { sip: 200 }, out: ANSWERED_HUMAN }
        - { id: b, in: { sip: 200, amd: machine_start }, out: ANSWERED_MACHINE }
        - { id: c, in: { sip: 480, alerted: true }, out: NO_ANSWER }
        - { id: d, in: { sip: 480, alerted: false }, out: UNREACHABLE }
        - { id: e, in: { sip: 487, alerted: true }, out: NO_ANSWER }
        - { id: f, in: { sip: 480, reasonQ850: 27 }, out: OUT_OF_SERVICE }
        - { id: g, in: { sip: 608 }, out: CARRIER_BLOCKED }
        - { id: h, in: { sip: 404, vendor: { aliyunSmart: POWERED_OFF } }, out: POWERED_OFF }
        - { id: i, in: { sip: 480, earlyMedia: 200004 }, out: VACANT }
        - { id: j, in: { sip: 404, earlyMedia: 200002, vendor: { yuntongxun: 1 } }, out: POWERED_OFF }
        - { id: k, in: { vendor: { volcCallResult: 99 }, sip: 486 }, out: BUSY }
        - { id: l, in: { cancelledBy: operator }, out: CANCELED }
        - { id: m, in: { timeout: true, alerted: true }, out: NO_ANSWER }
        - { id: n, in: { ownCac: true }, out: LOCAL_LIMIT }
        - { id: o, in: { gibberish: true }, out: OTHER }
        """);

    [Fact]
    public void What_follows_from_an_outcome_is_the_row_of_the_table() => Hold(
        """
        failure_delay:
        - { id: busy-2, at: '2025-10-09T10:15:00', outcome: BUSY, fastRetries: 1, next: '2025-10-09T11:15:00', slotUsed: false }
        - { id: busy-3, at: '2025-10-09T11:15:00', outcome: BUSY, fastRetries: 2, next: '2025-10-10T10:00:00', slotUsed: true }
        - { id: off, at: '2025-10-09T10:00:00', outcome: POWERED_OFF, next: '2025-10-10T10:00:00' }
        - { id: late, at: '2025-10-09T19:00:00', outcome: NO_ANSWER, next: '2025-10-10T19:00:00' }
        - { id: third, at: '2025-10-12T10:00:00', outcome: NO_ANSWER, attempt: 3, taskState: EXHAUSTED, next: null }
        - { id: again, at: '2025-10-10T10:00:00', outcome: NO_ANSWER, attempt: 2, days: ALL, next: '2025-10-12T10:00:00' }
        - { id: oos-2, at: '2025-10-13T09:00:00', outcome: OUT_OF_SERVICE, inARow: 2, taskState: UNREACHABLE, numberState: INVALID, numberInvalidDays: 30 }
        - { id: oos-3, at: '2025-10-13T09:00:00', outcome: OUT_OF_SERVICE, inARow: 2, alternates: 1, nextNumber: ALTERNATE }
        - { id: vacant, at: '2025-10-09T10:00:00', outcome: VACANT, alternates: 1, next: '2025-10-09T10:00:00',
            nextNumber: ALTERNATE, taskState: OPEN, fallbackSmsToSameNumber: false }
        - { id: net, at: '2025-10-09T10:00:00', outcome: NETWORK, next: '2025-10-09T10:05:00', slotUsed: false, otherTrunk: true }
        - { id: net-3, at: '2025-10-09T10:10:00', outcome: NETWORK, inARow: 3, next: '2025-10-09T10:40:00', otherTrunk: false }
        - { id: format, at: '2025-10-09T10:00:00', outcome: INVALID_FORMAT, next: null, taskState: UNREACHABLE }
        - { id: rejected, at: '2025-10-10T10:00:00', outcome: REJECTED, inARow: 2, review: true, suggestDnc: true, taskState: PAUSED }
        - { id: blocked, at: '2025-10-09T10:00:00', outcome: CARRIER_BLOCKED, next: null, taskState: PAUSED, alert: p2 }
        - { id: abandoned, at: '2025-10-09T10:00:00', outcome: ABANDONED, next: '2025-10-13T09:00:00' }
        - { id: barred, at: '2025-10-09T10:00:00', outcome: BARRED_INCOMING, numberFlag: BARRED, next: '2025-10-13T09:00:00' }
        - { id: dropped, at: '2025-10-09T10:00:00', outcome: CANCELED, next: '2025-10-09T10:00:00', slotUsed: false }
        - { id: history, at: '2025-10-09T11:15:00', outcome: BUSY, history: [ { at: '2025-10-09T10:00:00',
            out: BUSY }, { at: '2025-10-09T10:15:00', out: BUSY } ], slotUsed: true, next: '2025-10-10T10:00:00' }
        """);

    [Fact]
    public void A_wrong_expectation_is_a_miss() => Assert.NotEmpty(Misses(
        """
        failure_codes:
        - { id: a, in: { sip: 486 }, out: VACANT }
        """));

    private static void Hold(string cases) => Assert.Empty(Misses(cases));

    private static IReadOnlyList<string> Misses(string cases)
    {
        var (document, faults) = YamlText.Read(Defaults + cases);
        Assert.Empty(faults);
        var (file, wrong) = CalcFile.Read(document!, "cases.yaml", null);
        Assert.Empty(wrong);
        return [.. CalcRun.Run(file!, null).Misses.Select(miss => $"{miss}")];
    }
}
