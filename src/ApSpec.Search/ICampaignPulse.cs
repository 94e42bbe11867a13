namespace ApSpec.Search;

/// <summary>Called before every operation of a campaign, so that the position is known when the process dies.</summary>
public interface ICampaignPulse
{
    /// <summary>Operation <paramref name="step"/>, from 1, of the trace of <paramref name="seed"/> comes next; step 0 begins the trace.</summary>
    void Beat(ulong seed, int step);
}
