using System.Text;
using System.Text.Json;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Report.Threads;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

/// <summary>A data race in a mail and as JSON.</summary>
public sealed class DataRaceTextTests
{
    private static readonly Trace Trace = TraceFile.Parse("test", Encoding.UTF8.GetBytes("""
        scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,locks,text
        create m0
        t1: show m0 matrix
        t2: assign_adapter m0 06
        schedule t2*8 t1

        """), out _)!.Trace;

    private static readonly DataRace Race = new(
        new RacingAccess(1, Trace.Threads[0].Calls[0], "load", 8, "vfio_ap_mdev_matrix_show", "vfio_ap_mdev_matrix_show (vfio_ap_ops.c:1587)", []),
        new RacingAccess(2, Trace.Threads[1].Calls[0], "atomic", 4, "assign_adapter_store", "assign_adapter_store (vfio_ap_ops.c:1090)", ["G", "M"]), Trace);

    [Fact]
    public void A_report_has_both_places_the_locks_and_the_schedule() => Assert.Equal("""
        data races: 1 pair of functions that access the same memory at the same
          time, one of them to write
          data race in vfio_ap_mdev_matrix_show / assign_adapter_store
            load, 8 bytes, by t1 in vfio_ap_mdev_matrix_show
              (vfio_ap_ops.c:1587), holds no lock
            atomic operation by t2 in assign_adapter_store (vfio_ap_ops.c:1090),
              holds G, M
            create m0; t1: show m0 matrix; t2: assign_adapter m0 06; schedule
              t2*8 t1

        """, DataRaceText.Format([Race]));

    [Fact]
    public void Without_races_nothing_is_said() => Assert.Equal("", DataRaceText.Format([]));

    [Fact]
    public void Its_sign_names_the_functions_in_one_order_and_no_lines() =>
        Assert.Equal(Race.Sign, (Race with { First = Race.Second with { Place = "assign_adapter_store (vfio_ap_ops.c:1)" }, Second = Race.First }).Sign);

    [Fact]
    public void As_json_it_can_be_read_and_is_no_finding_of_a_pinned_matrix()
    {
        var outcome = new ThreadOutcome(new ModelSubject(Catalog.All.First()), ThreadBounds.Model, 0, 0, 0, 0, []) { Races = [Race] };

        var line = Assert.Single(DataRaceJson.From(outcome)).ToLine();

        Assert.True(DataRaceJson.IsOne(line));
        Assert.False(ThreadFindingJson.IsOne(line));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal("schedule t2*8 t1", json.GetProperty("schedule").GetString());
        Assert.Equal(["G", "M"], json.GetProperty("dataRace")[1].GetProperty("locks").EnumerateArray().Select(one => one.GetString()));
    }
}
