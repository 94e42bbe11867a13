namespace ApSpec.Explore.Graph;

/// <summary>Tells the moves that lead to the states of a search.</summary>
public interface IPaths
{
    /// <summary>The moves that lead to a state from the first one.</summary>
    IReadOnlyList<int> PathTo(int state);
}
