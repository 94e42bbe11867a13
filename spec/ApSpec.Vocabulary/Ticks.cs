namespace ApSpec.Vocabulary;

/// <summary>Virtual time, in ticks of 20 ms, the poll interval of the AP drivers.</summary>
public static class Ticks
{
    /// <summary>Milliseconds of one tick.</summary>
    public const int Milliseconds = 20;

    /// <summary>The longest time an operation can name, in ticks: 140 ms.</summary>
    public const int Max = 7;

    /// <summary>Stands for <c>always</c>.</summary>
    public const byte Always = 15;
}
