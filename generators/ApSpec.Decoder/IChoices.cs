namespace ApSpec.Decoder;

/// <summary>A source of choice numbers: the one thing that decides what a decoded trace is.</summary>
public interface IChoices
{
    /// <summary>True when a finite source has nothing left; from then on it answers 0.</summary>
    bool IsDry { get; }

    /// <summary>The next choice, 0 to <paramref name="bound"/> - 1; <paramref name="bound"/> is at least 1.</summary>
    uint Next(uint bound);
}
