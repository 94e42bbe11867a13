using ApSpec.Check.Threads;
using ApSpec.RealDriver.Confinement;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts data races to plain data for the pipe and back. Text that is read is not trusted.</summary>
internal static class DataRaceTexts
{
    public static DataRaceData ToData(DataRace race) => new(ToData(race.Trace, race.First), ToData(race.Trace, race.Second), race.Trace.ToString());

    public static DataRace RaceOf(DataRaceData? data)
    {
        var trace = ThreadTexts.TraceOf((data ?? throw new InvalidDataException()).Trace);
        return new DataRace(AccessOf(trace, data.First), AccessOf(trace, data.Second), trace);
    }

    private static RacingAccessData ToData(Trace trace, RacingAccess access) =>
        new(ThreadTexts.PlaceOf(trace, access.Thread, access.Call), access.What, access.Bytes, access.Function, access.Place, access.Held);

    private static RacingAccess AccessOf(Trace trace, RacingAccessData? data)
    {
        var (thread, call) = ThreadTexts.CallOf(trace, (data ?? throw new InvalidDataException()).Call);
        return new RacingAccess(thread, call, PlainText.Clean(data.What), data.Bytes, PlainText.Clean(data.Function), PlainText.Clean(data.Place), StepTexts.Plain(data.Held));
    }
}
