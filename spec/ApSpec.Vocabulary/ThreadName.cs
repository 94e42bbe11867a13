using System.Globalization;

namespace ApSpec.Vocabulary;

/// <summary>The names of what a schedule steps: <c>t1</c> to <c>t9</c> make calls, <c>w1</c> and <c>w2</c> are workers that run queued work items.</summary>
public static class ThreadName
{
    /// <summary>The most works that run at once by themselves.</summary>
    public const int WorkersMax = 2;

    /// <summary>The number of the first worker, behind those of the threads.</summary>
    public const byte FirstWorker = Operation.ThreadsMax + 1;

    /// <summary>True for a worker.</summary>
    public static bool IsWorker(byte thread) => thread >= FirstWorker;

    /// <summary>Prints <c>t2</c>, or <c>w1</c>.</summary>
    public static string Of(byte thread) => IsWorker(thread)
        ? string.Create(CultureInfo.InvariantCulture, $"w{thread - FirstWorker + 1}") : string.Create(CultureInfo.InvariantCulture, $"t{thread}");

    /// <summary>The number of a thread or worker; 0 when the text names none.</summary>
    public static byte Parse(ReadOnlySpan<char> name) => name switch
    {
        ['t', >= '1' and <= '9' and var digit] => (byte)(digit - '0'),
        ['w', >= '1' and <= (char)('0' + WorkersMax) and var digit] => (byte)(FirstWorker + digit - '1'),
        _ => 0,
    };
}
