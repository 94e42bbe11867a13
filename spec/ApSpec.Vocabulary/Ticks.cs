namespace ApSpec.Vocabulary;

/// <summary>Virtual time, in ticks of 20 ms, the poll interval of the AP drivers.</summary>
public static class Ticks
{
    /// <summary>Milliseconds of one tick.</summary>
    public const int Milliseconds = 20;

    /// <summary>The longest time an operation can name, in ticks: 140 ms.</summary>
    public const int Max = 7;

    /// <summary>Ticks of the 10 s that VFIO waits for a device to be closed before it asks for it again (vfio_unregister_group_dev).</summary>
    public const int Long = 500;

    /// <summary>How an operation names them.</summary>
    public const string LongText = "10s";

    /// <summary>Stands for <c>always</c>.</summary>
    public const byte Always = 15;
}
